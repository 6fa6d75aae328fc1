"""The shortcut is projected only where the channels differ. With stride 2 the sizes differ too: project
where the stride is not 1 or the channels differ.

채널 수가 다를 때만 지름길을 투영했어요. 스트라이드가 2이면 크기도 달라집니다. 스트라이드가 1이
아니거나 채널 수가 다르면 투영하세요.
"""

from torch import nn

from solutions.assignment5.resnet import BasicBlock as Reference

CAUGHT_BY = "resnet::test_basic_stride_alone"


class BasicBlock(Reference):
    def __init__(self, in_channels, out_channels, stride=1):
        super().__init__(in_channels, out_channels, stride)
        if in_channels == out_channels:
            self.shortcut = nn.Identity()
