"""conv_param's stride and pad set the size of W2 but never reach Convolution. Hand them on.

conv_param의 stride와 pad를 W2의 크기에만 쓰고 Convolution에는 넘기지 않았어요. 함께 넘기세요.
"""

from solutions.assignment5.convolution import Convolution
from solutions.assignment5.simple_convnet import SimpleConvNet as Reference

CAUGHT_BY = "simple_convnet::test_stride_and_padding"


class SimpleConvNet(Reference):
    def __init__(self, *arguments, **named):
        super().__init__(*arguments, **named)
        self.layers["Conv1"] = Convolution(self.params["W1"], self.params["b1"])
