"""The second convolution is made for in_channels, but it gets what the first one puts out:
out_channels.

둘째 합성곱을 in_channels에 맞추어 만들었어요. 둘째 합성곱이 받는 것은 첫 합성곱의 출력이므로
out_channels입니다.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_projection"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv2 = nn.Conv2d(in_channels, out_channels, 3, 1, 1, bias=False)
