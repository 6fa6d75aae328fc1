"""The keys of params are written w1, w2, w3. They are W1, W2, W3: Python tells capital letters from
small ones.

params의 키를 w1, w2, w3로 썼어요. 파이썬은 대소문자를 구별하므로 W1, W2, W3로 쓰세요.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_parameter_names"


class SimpleConvNet(Reference):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.params = {key.lower(): value for key, value in self.params.items()}
