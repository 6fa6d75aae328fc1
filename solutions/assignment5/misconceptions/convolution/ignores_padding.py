"""The padding is stored but not used: the output has the size H - FH + 1. Give it to im2col and
add 2P to H and W.

패딩을 저장만 하고 쓰지 않아 출력 크기가 H - FH + 1이 되었어요. im2col에 넘기고 H와 W에 2P를
더하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_padding"


class Convolution(Reference):
    def __init__(self, W, b, stride=1, pad=0):
        super().__init__(W, b, stride, 0)
