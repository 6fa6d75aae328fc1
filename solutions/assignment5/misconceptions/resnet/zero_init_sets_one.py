"""zero_init_residual sets the last batch norm's weight to 1, where it is anyway. Set it to 0.

zero_init_residual에서 마지막 배치 정규화의 weight를 1로 두었어요. 그것은 원래 값입니다. 0으로
두세요.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_zero_init_residual"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes)
        for each in self.stages:
            last = each.bn3 if hasattr(each, "bn3") else each.bn2
            nn.init.ones_(last.weight)
