"""db is summed over the batch only and keeps the height and width of the output. Sum over every
axis but that of the filters.

db를 배치 축으로만 더해 출력의 높이와 너비가 남았어요. 필터 축을 뺀 모든 축에 대해 더하세요.
"""

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_backward_db"


class Convolution(Reference):
    def backward(self, dout):
        dx = super().backward(dout)
        self.db = dout.sum(axis=0)
        return dx
