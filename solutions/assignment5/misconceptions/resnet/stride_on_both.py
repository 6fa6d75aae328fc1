"""Both convolutions have the stride, so the size is quartered instead of halved. Only the first
one strides.

두 합성곱에 모두 스트라이드를 주어 크기가 절반이 아니라 4분의 1이 되었어요. 첫 합성곱에만
주세요.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_stride"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.conv2 = nn.Conv2d(out_channels, out_channels, 3, stride, 1, bias=False)
