"""The last pooling has a fixed 7x7 window, which fits 224x224 images only. Average over the whole
height and width, whatever they are.

마지막 풀링의 윈도가 7x7로 고정되어 224x224 이미지에만 맞아요. 크기가 얼마든 높이와 너비 전체를
평균하세요.
"""

import torch
from torch import nn

from solutions.assignment5.resnet import ResNet as Reference

CAUGHT_BY = "resnet::test_resnet_sizes"


class ResNet(Reference):
    def forward(self, x):
        features = nn.functional.avg_pool2d(self.stages(self.stem(x)), 7)
        return self.fc(torch.flatten(features, 1))
