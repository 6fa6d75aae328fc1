"""The 7x7 convolution of the stem is not padded and loses three pixels on each side. Pad by 3.

스템의 7x7 합성곱에 패딩이 없어 양쪽에서 세 픽셀씩 잃었어요. 패딩을 3으로 하세요.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_stem"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes, zero_init_residual)
        self.stem[0] = nn.Conv2d(3, 64, 7, 2, bias=False)
