"""backward flattens dout as it comes, (N, FN, out_h, out_w). Move FN to the end first, as it
was in forward before its transpose.

backward에서 (N, FN, out_h, out_w)인 dout을 그대로 펼쳤어요. forward에서 transpose하기 전처럼
FN을 먼저 맨 뒤로 옮기세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_backward_dx"


class Convolution(Reference):
    def backward(self, dout):
        N, FN, out_h, out_w = dout.shape
        dout = dout.reshape(N, out_h, out_w, FN).transpose(0, 3, 1, 2)
        return super().backward(dout)
