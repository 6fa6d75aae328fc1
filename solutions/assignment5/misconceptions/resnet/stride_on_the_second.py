"""The second convolution has the stride instead of the first. The size is right, the numbers are
not: let the first one stride.

스트라이드를 첫 합성곱이 아니라 둘째 합성곱에 주었어요. 크기는 맞지만 값이 다릅니다. 첫 합성곱에
주세요.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_stride"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, 1, 1, bias=False)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, stride, 1, bias=False)
