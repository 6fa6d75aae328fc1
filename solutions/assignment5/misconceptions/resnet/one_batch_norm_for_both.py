"""One batch norm serves both convolutions and mixes their statistics. Give each convolution one of
its own.

배치 정규화 하나를 두 합성곱에 함께 써서 통계가 섞였어요. 합성곱마다 따로 만드세요.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_training"


class BasicBlock(Reference):
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn1(self.conv2(out))
        return torch.relu(out + self.shortcut(x))
