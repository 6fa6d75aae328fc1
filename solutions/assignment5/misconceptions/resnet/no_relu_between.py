"""There is no ReLU between the two convolutions, so that together they are one linear map. Put
one after the first batch norm.

두 합성곱 사이에 ReLU가 없어 둘이 합쳐 선형 변환 하나가 되었어요. 첫 배치 정규화 다음에 ReLU를
쓰세요.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_forward"


class BasicBlock(Reference):
    def forward(self, x):
        out = self.bn1(self.conv1(x))
        out = self.bn2(self.conv2(out))
        return torch.relu(out + self.shortcut(x))
