"""zero_init_residual sets every batch norm to 0, that of the shortcut and of the stem too, and the
net is dead. Only the last batch norm of each main path starts at 0.

zero_init_residual에서 지름길과 스템까지 모든 배치 정규화를 0으로 두어 신경망에 아무 신호도 지나가지
못해요. 블록마다 주 경로의 마지막 배치 정규화만 0에서 시작합니다.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_zero_init_residual"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes)
        if zero_init_residual:
            for module in self.modules():
                if isinstance(module, nn.BatchNorm2d):
                    nn.init.zeros_(module.weight)
