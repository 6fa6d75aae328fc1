"""dW and db are divided by the batch size. The loss divides already, so dout carries the 1/N;
sum here.

dW와 db를 배치 크기로 나누었어요. 나누는 일은 손실 함수가 이미 했고 dout에 1/N이 들어 있으므로,
여기서는 더하기만 하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_backward_batch"


class Convolution(Reference):
    def backward(self, dout):
        dx = super().backward(dout)
        self.dW /= dout.shape[0]
        self.db /= dout.shape[0]
        return dx
