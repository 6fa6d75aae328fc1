"""layers holds the class Relu itself. Make an instance with parentheses: Relu().

layers에 Relu 클래스 자체를 넣었어요. 괄호를 붙여 인스턴스를 만드세요. Relu()입니다.
"""

from assignments.assignment5.layers import Relu
from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_predict"


class SimpleConvNet(Reference):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.layers["Relu1"] = Relu
