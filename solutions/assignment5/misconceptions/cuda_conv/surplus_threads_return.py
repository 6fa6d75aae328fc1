"""Threads without an output return at once, so their part of the tile is never loaded. They
must load with the others and only skip the writing.

출력이 없는 스레드가 바로 끝나서 타일의 일부가 채워지지 않았어요. 함께 채우고 쓰기만
건너뛰어야 합니다.
"""

from solutions.assignment5.cuda_conv import source as right

CAUGHT_BY = "cuda_conv::test_odd_sizes"


def source():
    return right().replace(
        "float sum = 0.0f;", "float sum = 0.0f;\n    if (filter >= FN || pixel >= pixels) return;"
    )
