"""The product for dW is (C*FH*FW, FN) and is reshaped as it is, which mixes the filters.
Transpose it first, so that each filter is one row.

dW를 구하는 곱의 형상은 (C*FH*FW, FN)인데 그대로 reshape해서 필터들이 뒤섞였어요. 먼저 전치해
필터가 한 행씩 되게 하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_backward_dw"


class Convolution(Reference):
    def backward(self, dout):
        dx = super().backward(dout)
        FN = self.W.shape[0]
        self.dW = self.dW.reshape(FN, -1).T.reshape(self.W.shape)
        return dx
