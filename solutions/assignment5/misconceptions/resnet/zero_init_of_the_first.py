"""zero_init_residual sets the weight of each block's first batch norm to 0. The last one counts:
it is what decides whether the residual is 0.

zero_init_residual에서 블록의 첫 배치 정규화를 0으로 두었어요. 잔차를 0으로 만드는 것은 마지막 배치
정규화입니다.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_zero_init_residual"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes)
        if zero_init_residual:
            for each in self.stages:
                nn.init.zeros_(each.bn1.weight)
