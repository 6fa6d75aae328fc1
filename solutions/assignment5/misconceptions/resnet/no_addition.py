"""Nothing is added: the block is a plain stack of convolutions, and the shortcut is not used. Add it
before the last ReLU.

아무것도 더하지 않아 합성곱을 쌓기만 한 블록이 되었어요. 마지막 ReLU 앞에서 지름길을 더하세요.
"""

import torch

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_shortcut"


class BasicBlock(Reference):
    def forward(self, x):
        out = torch.relu(self.bn1(self.conv1(x)))
        return torch.relu(self.bn2(self.conv2(out)))
