"""The shortcut goes through a 1x1 convolution even where the shapes agree. There it must be x itself:
that is what lets the gradient pass unchanged.

형상이 맞는데도 지름길이 1x1 합성곱을 거쳐요. 그럴 때는 x 그대로여야 기울기가 변하지 않고
지나갑니다.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_forward"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        self.shortcut = nn.Sequential(
            nn.Conv2d(in_channels, out_channels, 1, stride, bias=False),
            nn.BatchNorm2d(out_channels),
        )
