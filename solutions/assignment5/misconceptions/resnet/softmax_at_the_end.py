"""forward ends with softmax. A ResNet returns logits; the loss applies softmax itself.

forward가 softmax로 끝나요. ResNet은 로짓을 돌려주고 softmax는 손실 함수가 합니다.
"""

import torch

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_resnet_basic"


class ResNet(Reference):
    def forward(self, x):
        return torch.softmax(super().forward(x), dim=1)
