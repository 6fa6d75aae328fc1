"""The 1x1 convolution of the shortcut is padded by 1, so its output is larger than the main path's.
A 1x1 convolution needs no padding.

지름길의 1x1 합성곱에 패딩 1을 주어 주 경로보다 커졌어요. 1x1 합성곱에는 패딩이 필요 없습니다.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_projection"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if stride != 1 or in_channels != out_channels:
            self.shortcut[0] = nn.Conv2d(in_channels, out_channels, 1, stride, 1, bias=False)
