"""backward changes W and b itself, so the layer is another one afterwards. Store dW and db; the
training loop updates.

backward가 W와 b를 직접 바꾸어 계층이 달라졌어요. dW와 db만 저장하고 갱신은 학습 루프에
맡기세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_second_batch"


class Convolution(Reference):
    def backward(self, dout):
        dx = super().backward(dout)
        self.W = self.W - 0.01 * self.dW
        self.b = self.b - 0.01 * self.db
        return dx
