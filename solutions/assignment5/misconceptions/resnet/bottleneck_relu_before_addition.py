"""The last batch norm of the Bottleneck is followed by a ReLU before the addition. Add first, then
ReLU.

Bottleneck의 마지막 배치 정규화 다음, 더하기 전에 ReLU를 썼어요. 먼저 더하고 ReLU를 쓰세요.
"""

import torch

from solutions.assignment5.resnet import Bottleneck as Reference

CAUGHT_BY = "resnet::test_bottleneck_relu"


class Bottleneck(Reference):
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        out = torch.relu(self.bn3(self.conv3(out)))
        return out + self.shortcut(x)
