"""A thread multiplies before the others have loaded their part of the tile. Put
__syncthreads() between loading and multiplying.

다른 스레드가 타일을 다 채우기 전에 곱하기 시작했어요. 채우기와 곱하기 사이에
__syncthreads()를 넣으세요.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_whole_blocks"


def source():
    return right().replace("__syncthreads();\n        for", "for")
