"""All blocks have stride 1, so the size is still a quarter at the end. Each stage after the first
begins with stride 2.

모든 블록의 스트라이드가 1이라 끝까지 크기가 4분의 1이에요. 둘째 단계부터는 스트라이드 2로
시작합니다.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_stages"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes, zero_init_residual)
        self.stages = nn.Sequential()
        in_channels = 64
        for channels, blocks in zip([64, 128, 256, 512], layers):
            for _ in range(blocks):
                self.stages.append(block(in_channels, channels))
                in_channels = channels * block.expansion
