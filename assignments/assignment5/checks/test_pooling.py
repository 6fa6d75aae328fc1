"""Public checks of exercise pooling: the README's example and what any pooling obeys.

연습 문제 pooling의 공개 검사: README의 예제와, 어떤 풀링이든 지키는 성질입니다.
"""

from __future__ import annotations

import numpy as np

from grader.checks import Generator, Student, Text, check, expect_close, expect_shape

X = np.array([[[[1.0, 3, 2, 0], [4, 2, 1, 5], [0, 1, 7, 6], [2, 8, 3, 4]]]])
DOUT = np.array([[[[1.0, 2], [3, 4]]]])


@check(
    points=0,
    hint=Text(
        en="The windows are the four quarters; the gradient goes to the places of 4, 5, 8 and 7.",
        ko="윈도는 네 귀퉁이의 2x2입니다. 기울기는 4, 5, 8, 7이 있던 자리로 갑니다.",
    ),
)
def test_readme_max(student: Student) -> None:
    """The README's max pooling, forward and backward.

    README에 있는 최대 풀링의 순전파와 역전파 예제입니다.
    """
    layer = student.Pooling(2, 2, 2, 0)
    expect_close(layer.forward(X), np.array([[[[4.0, 5], [8, 7]]]]), axes="nchw")
    expected = np.array([[[[0.0, 0, 0, 0], [1, 0, 0, 2], [0, 0, 4, 0], [0, 3, 0, 0]]]])
    expect_close(layer.backward(DOUT), expected, axes="nchw")


@check(
    points=0,
    hint=Text(
        en="Every window holds one pixel and three padded places: the pixel is the maximum, and a "
        "quarter of it is the mean.",
        ko="윈도마다 픽셀 하나와 패딩 세 칸이 있습니다. 최댓값은 그 픽셀이고, 평균은 그 픽셀의 "
        "4분의 1입니다.",
    ),
)
def test_readme_padding(student: Student) -> None:
    """The README's padding of a negative image.

    README에 있는 음수 이미지의 패딩 예제입니다.
    """
    x = np.array([[[[-1.0, -2], [-3, -4]]]])
    expect_close(student.Pooling(2, 2, 2, 1).forward(x), x, axes="nchw")
    expect_close(student.AveragePooling(2, 2, 2, 1).forward(x), x / 4, axes="nchw")


@check(
    points=0,
    hint=Text(
        en="Sum a quarter and divide by 4; sum the whole channel and divide by 16.",
        ko="2x2 윈도의 합은 4로, 채널 전체의 합은 16으로 나눕니다.",
    ),
)
def test_readme_average(student: Student) -> None:
    """The README's means of windows and of a whole channel.

    README에 있는 윈도 평균과 채널 평균 예제입니다.
    """
    y = student.AveragePooling(2, 2, 2, 0).forward(X)
    expect_close(y, np.array([[[[2.5, 2.0], [2.75, 5.0]]]]), axes="nchw")
    expect_close(student.GlobalAveragePooling().forward(X), np.array([[3.0625]]), axes="nc")


@check(
    points=0,
    hint=Text(
        en="No gradient may be lost or doubled: dx sums to what dout sums to, channel by channel.",
        ko="기울기가 사라지거나 늘어나면 안 됩니다. 채널마다 dx의 합과 dout의 합이 같아야 합니다.",
    ),
)
def test_gradient_is_conserved(student: Student, rng: Generator) -> None:
    """Without padding, pooling hands on the whole gradient, channel by channel.

    패딩이 없으면 풀링은 채널마다 기울기를 빠짐없이 전달합니다.
    """
    x, dout = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 3, 3))
    for layer in (student.Pooling(2, 3, 1, 0), student.AveragePooling(2, 3, 1, 0)):
        layer.forward(x)
        dx = layer.backward(dout)
        expect_shape(dx, x.shape, axes="nchw")
        expect_close(dx.sum(axis=(2, 3)), dout.sum(axis=(2, 3)), axes="nc")
