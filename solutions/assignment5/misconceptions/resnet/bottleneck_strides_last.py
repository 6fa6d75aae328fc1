"""The last 1x1 convolution has the stride and throws away three quarters of what was computed. Let the
3x3 stride.

마지막 1x1 합성곱에 스트라이드를 주어 계산한 값의 4분의 3을 버렸어요. 3x3에 주세요.
"""

from torch import nn

from solutions.assignment5.resnet import Bottleneck as Reference

CAUGHT_BY = "resnet::test_bottleneck_stride"


class Bottleneck(Reference):
    def __init__(self, in_channels, channels, stride=1):
        super().__init__(in_channels, channels, stride)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.conv3 = nn.Conv2d(channels, 4 * channels, 1, stride, bias=False)
