"""The first 1x1 and the 3x3 both have the stride, so the size is quartered instead of halved. One of
them is enough.

첫 1x1과 3x3에 모두 스트라이드를 주어 크기가 절반이 아니라 4분의 1이 되었어요. 한 곳에만
주세요.
"""

from torch import nn

from solutions.assignment5.resnet import Bottleneck as Reference

CAUGHT_BY = "resnet::test_bottleneck_stride"


class Bottleneck(Reference):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv1 = nn.Conv2d(in_channels, channels, 1, stride, bias=False)
