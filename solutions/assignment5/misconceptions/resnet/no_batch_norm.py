"""The second convolution has no batch norm. One follows every convolution.

둘째 합성곱에 배치 정규화가 없어요. 합성곱마다 배치 정규화가 따릅니다.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_forward"


class BasicBlock(Reference):
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.conv2(out) + self.shortcut(x))
