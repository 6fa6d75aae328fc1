"""Public checks of exercise fast_conv: the README's example, and the naive program's numbers.

연습 문제 fast_conv의 공개 검사: README의 예제와, 느린 예제가 내는 값입니다.
"""

from __future__ import annotations

import numpy as np

from assignments.assignment5 import naive_conv
from grader.checks import Generator, Student, Text, check, expect_close

X = np.arange(1.0, 10.0, dtype=np.float32).reshape(1, 1, 3, 3)
W = np.array([[[[1.0, 2.0], [0.0, -1.0]]]], dtype=np.float32)
B = np.array([1.0], dtype=np.float32)


@check(
    points=0,
    hint=Text(
        en="The first output is 1*1 + 2*2 + 0*4 - 1*5 + 1 = 1.",
        ko="첫 출력값은 1*1 + 2*2 + 0*4 - 1*5 + 1 = 1입니다.",
    ),
)
def test_readme_example(student: Student) -> None:
    """The README's convolution of a 3x3 image.

    README에 있는 3x3 이미지의 합성곱 예제입니다.
    """
    expected = np.array([[[[1.0, 3.0], [7.0, 9.0]]]], dtype=np.float32)
    expect_close(student.conv2d(X, W, B), expected, axes="nchw")


@check(
    points=0,
    after="test_readme_example",
    hint=Text(
        en="Go through naive_conv.py with the same small image, loop by loop.",
        ko="같은 작은 이미지로 naive_conv.py를 반복문 하나하나 따라가 보세요.",
    ),
)
def test_like_the_naive_program(student: Student, rng: Generator) -> None:
    """The same numbers as naive_conv.py, with stride and padding.

    스트라이드와 패딩이 있을 때도 naive_conv.py와 값이 같습니다.
    """
    x = rng.standard_normal((2, 3, 7, 6), dtype=np.float32)
    w = rng.standard_normal((4, 3, 3, 2), dtype=np.float32)
    b = rng.standard_normal(4, dtype=np.float32)
    expect_close(student.conv2d(x, w, b, 2, 1), naive_conv.conv2d(x, w, b, 2, 1), axes="nchw")
