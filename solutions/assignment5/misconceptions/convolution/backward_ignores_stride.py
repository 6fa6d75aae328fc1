"""backward puts the patches back one pixel apart, although forward took them a stride apart.
Give col2im the same stride.

forward는 스트라이드 간격으로 패치를 꺼냈는데 backward는 한 픽셀 간격으로 되돌려 놓았어요.
col2im에 같은 스트라이드를 넘기세요.
"""

from solutions.assignment5.im2col import col2im

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_backward_stride"


class Convolution(Reference):
    def backward(self, dout):
        FN, C, FH, FW = self.W.shape
        super().backward(dout)
        dcol = dout.transpose(0, 2, 3, 1).reshape(-1, FN) @ self.W.reshape(FN, -1)
        return col2im(dcol, self.x_shape, FH, FW, pad=self.pad)
