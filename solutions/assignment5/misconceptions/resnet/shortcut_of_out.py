"""The shortcut adds what the convolutions made, not x. Keep x and add it.

지름길에서 x가 아니라 합성곱을 거친 값을 더했어요. x를 남겨 두었다가 더하세요.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_shortcut"


class BasicBlock(Reference):
    def forward(self, x):
        x = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(x))
        return torch.relu(out + x)
