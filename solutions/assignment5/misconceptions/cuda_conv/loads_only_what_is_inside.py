"""Where nothing is loaded, shared memory keeps what was there before. Write a 0.

값을 넣지 않은 공유 메모리에는 이전 값이 남아 있어요. 0을 쓰세요.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_filters"


def source():
    return right().replace(
        "patches[ty][tx] = inside ? x[((n * C + c) * H + h) * W + v] : 0.0f;",
        "if (inside) patches[ty][tx] = x[((n * C + c) * H + h) * W + v];",
    )
