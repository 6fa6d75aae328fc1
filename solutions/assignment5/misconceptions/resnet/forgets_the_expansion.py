"""The next block is made for `channels` although a Bottleneck puts out 4 * channels. Go on with
channels * block.expansion.

Bottleneck은 4 * channels개를 내는데 다음 블록을 channels개에 맞추어 만들었어요. channels *
block.expansion으로 이어 가세요.
"""

from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_resnet_bottleneck"


class ResNet(Reference):
    def __init__(self, block, layers, num_classes=1000, zero_init_residual=False):
        super().__init__(block, layers, num_classes, zero_init_residual)
        self.stages = nn.Sequential()
        in_channels = 64
        for channels, blocks in zip([64, 128, 256, 512], layers):
            for number in range(blocks):
                stride = 2 if number == 0 and channels > 64 else 1
                self.stages.append(block(in_channels, channels, stride))
                in_channels = channels
