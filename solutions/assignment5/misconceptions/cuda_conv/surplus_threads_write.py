"""Threads without an output write too. Let a thread write only if its pixel and its filter
exist.

출력이 없는 스레드까지 값을 썼어요. 픽셀과 필터가 실제로 있는 스레드만 쓰게 하세요.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_odd_sizes"


def source():
    return right().replace("if (filter < FN && pixel < pixels)\n", "\n")
