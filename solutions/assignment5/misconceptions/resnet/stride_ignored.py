"""The block takes a stride and does not use it. Give it to the first convolution and to the
shortcut.

스트라이드를 받기만 하고 쓰지 않았어요. 첫 합성곱과 지름길에 넘기세요.
"""

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_stride"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, 1)
