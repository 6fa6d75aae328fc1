"""The 1x1 convolution of the shortcut has no stride, so it does not fit the main path. Give it the
block's stride.

지름길의 1x1 합성곱에 스트라이드가 없어 주 경로와 크기가 맞지 않아요. 블록의 스트라이드를
주세요.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_stride"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if stride != 1 or in_channels != out_channels:
            self.shortcut[0] = nn.Conv2d(in_channels, out_channels, 1, bias=False)
