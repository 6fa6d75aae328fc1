"""A fast thread loads the next tile while a slow one still multiplies with this one. Put
__syncthreads() at the end of the loop too.

느린 스레드가 아직 곱하는 중인데 빠른 스레드가 다음 타일을 덮어썼어요. 반복문 끝에도
__syncthreads()를 넣으세요.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_stride_and_padding"


def source():
    return right().replace("[tx];\n        __syncthreads();", "[tx];")
