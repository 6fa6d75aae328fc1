"""The shortcut is detached, so no gradient passes through it, and that is what it is for. Add x as it
is.

지름길을 detach해서 기울기가 지나가지 못해요. 지름길은 기울기를 보내려고 있는 것입니다. x를 그대로
더하세요.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_dx"


class BasicBlock(Reference):
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.shortcut(x.detach()))
