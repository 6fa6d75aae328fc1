"""Public checks of exercise cuda_conv: the README's convolution, and a size that no tile divides.

연습 문제 cuda_conv의 공개 검사: README의 합성곱 예제와, 타일로 나누어떨어지지 않는 크기입니다.
"""

from __future__ import annotations

import numpy as np

from grader.checks import Kernel, Text, check, expect_close

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
def test_readme_example(kernel: Kernel) -> None:
    """The README's convolution of a 3x3 image.

    README에 있는 3x3 이미지의 합성곱 예제입니다.
    """
    expected = np.array([[[[1.0, 3.0], [7.0, 9.0]]]], dtype=np.float32)
    expect_close(kernel(X, W, B), expected, axes="nchw")


@check(
    points=0,
    after="test_readme_example",
    hint=Text(
        en="Every channel adds the same, so each output is 5 times that of one channel.",
        ko="채널마다 같은 값이 더해지므로 출력값은 채널 하나일 때의 5배입니다.",
    ),
)
def test_channels_of_ones(kernel: Kernel) -> None:
    """Five channels of ones, seven filters of ones: every output is a count.

    1로 채운 채널 다섯과 필터 일곱: 출력값은 모두 개수입니다.
    """
    x, w = np.ones((1, 5, 7, 11), np.float32), np.ones((7, 5, 3, 3), np.float32)
    expected = np.full((1, 7, 5, 9), 45, np.float32)
    expect_close(kernel(x, w, np.zeros(7, np.float32)), expected, axes="nchw")
