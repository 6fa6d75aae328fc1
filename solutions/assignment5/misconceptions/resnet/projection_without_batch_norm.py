"""The projection is a 1x1 convolution alone. A batch norm follows it, as it follows every other
convolution.

투영에 1x1 합성곱만 있어요. 다른 합성곱처럼 배치 정규화가 따라야 합니다.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_projection"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if stride != 1 or in_channels != out_channels:
            self.shortcut = nn.Conv2d(in_channels, out_channels, 1, stride, bias=False)
