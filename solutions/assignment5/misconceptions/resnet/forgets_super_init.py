"""__init__ does not call super().__init__(), so PyTorch cannot take in the layers. Call it first.

__init__에서 super().__init__()을 부르지 않아 PyTorch가 계층을 등록하지 못했어요. 맨 먼저 부르세요.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_forward"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        self.conv1 = nn.Conv2d(in_channels, out_channels, 3, stride, 1, bias=False)
