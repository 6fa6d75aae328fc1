"""The residual goes through a ReLU before the addition, so a block can only add and never take
away. Batch norm is the last step before the addition.

더하기 전의 잔차에 ReLU를 썼어요. 그러면 블록이 값을 더할 수만 있고 뺄 수는 없습니다. 덧셈 바로
앞은 배치 정규화입니다.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_forward"


class BasicBlock(Reference):
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        out = torch.relu(self.bn2(self.conv2(out)))
        return torch.relu(out + self.shortcut(x))
