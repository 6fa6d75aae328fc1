"""W is brought into shape with reshape(-1, FN), which mixes the filters. Lay each filter out as
one row, reshape(FN, -1), and transpose.

W를 reshape(-1, FN)으로 바꾸어 필터들이 뒤섞였어요. reshape(FN, -1)로 필터를 한 행씩 펼친 다음
전치하세요.
"""

import numpy as np

from solutions.assignment5.convolution import Convolution as Reference

CAUGHT_BY = "convolution::test_filters"


class Convolution(Reference):
    def forward(self, x):
        FN = self.W.shape[0]
        W = self.W
        self.W = np.ascontiguousarray(W.reshape(-1, FN).T).reshape(W.shape)
        out = super().forward(x)
        self.W = W
        return out
