"""Pooling comes before the first ReLU. The scores are the same, but the order is given: Conv1, Relu1,
Pool1.

첫 번째 ReLU보다 풀링이 먼저예요. 점수는 같게 나오지만, 정해진 순서는 Conv1, Relu1, Pool1입니다.
"""

from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_layers"


class SimpleConvNet(Reference):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        order = ("Conv1", "Pool1", "Relu1", "Affine1", "Relu2", "Affine2")
        self.layers = {name: self.layers[name] for name in order}
