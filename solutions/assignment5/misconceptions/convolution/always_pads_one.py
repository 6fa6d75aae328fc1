"""The image is padded by 1 whatever `pad` says. Pad by self.pad.

`pad`가 얼마든 1만큼만 패딩했어요. self.pad만큼 패딩하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_padding"


class Convolution(Reference):
    def __init__(self, W, b, stride=1, pad=0):
        super().__init__(W, b, stride, min(pad, 1))
