"""Windows at the border are divided by the number of real pixels. In this course the padded
zeros count: always divide by pool_h * pool_w.

가장자리 윈도를 실제 픽셀 수로 나누었어요. 이 과목에서는 패딩한 0도 평균에 넣으므로 언제나
pool_h * pool_w로 나누세요.
"""

import numpy as np

from solutions.assignment5.pooling import AveragePooling as Reference

CAUGHT_BY = "pooling::test_average_padding"


class AveragePooling(Reference):
    def forward(self, x):
        return super().forward(x) / super().forward(np.ones_like(x))
