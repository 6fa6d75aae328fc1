"""Every block of a stage has stride 2. Only the first one strides; the others keep the size.

단계의 모든 블록에 스트라이드 2를 주었어요. 첫 블록만 줄이고 나머지는 크기를 유지합니다.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_resnet_basic"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes, zero_init_residual)
        self.stages = nn.Sequential()
        in_channels = 64
        for channels, blocks, stride in zip([64, 128, 256, 512], layers, [1, 2, 2, 2]):
            for _ in range(blocks):
                self.stages.append(block(in_channels, channels, stride))
                in_channels = channels * block.expansion
