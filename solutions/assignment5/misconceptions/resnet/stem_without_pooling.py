"""The stem has no max pooling and leaves half of the size, not a quarter.

스템에 최대 풀링이 없어 크기가 4분의 1이 아니라 절반만 줄었어요.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_stem"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes, zero_init_residual)
        self.stem[3] = nn.Identity()
