"""pool_h and pool_w are used the other way round. The first argument is the window's height.

pool_h와 pool_w를 바꾸어 썼어요. 첫째 인수가 윈도의 높이입니다.
"""

from solutions.assignment5.pooling import Pooling as Reference

CAUGHT_BY = "pooling::test_max_non_square"


class Pooling(Reference):
    def __init__(self, pool_w, pool_h, stride=1, pad=0):
        super().__init__(pool_h, pool_w, stride, pad)
