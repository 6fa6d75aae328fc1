"""The last 1x1 convolution gives `channels` instead of 4 * channels, so the block does not widen.

마지막 1x1 합성곱의 출력이 4 * channels가 아니라 channels예요. 블록의 끝에서 네 배로 늘려야
합니다.
"""

from solutions.assignment5.resnet import Bottleneck as Reference

CAUGHT_BY = "resnet::test_bottleneck_expansion"


class Bottleneck(Reference):
    expansion = 1
