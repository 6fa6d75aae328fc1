"""Hidden checks of exercise fast_conv: first the numbers, then the clock."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from grader.checks import (
    Generator,
    Problem,
    Student,
    Text,
    Timed,
    Window,
    Work,
    check,
    expect_close,
    expect_unchanged,
    hold,
)
from solutions.assignment5 import fast_conv as reference

CHANNELS, FILTER = 8, 3
WITHOUT_LOOPS, LIKE_IM2COL = 45.0, 4.5  # times the reference
RIGHT = (
    "test_values",
    "test_bias",
    "test_stride",
    "test_padding",
    "test_sizes",
    "test_precision",
    "test_inputs_unchanged",
    "test_no_memory",
)


def drawn(
    rng: Generator, image: tuple[int, int, int, int], filters: tuple[int, int, int] = (4, 3, 3)
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """An image batch, filters (number, height, width) for its channels, and biases."""
    FN, FH, FW = filters
    x = rng.standard_normal(image, dtype=np.float32)
    w = rng.standard_normal((FN, image[1], FH, FW), dtype=np.float32)
    return x, w, rng.standard_normal(FN, dtype=np.float32)


def expect_right(
    student: Student, inputs: tuple[np.ndarray, ...], stride: int = 1, pad: int = 0
) -> None:
    """The student's output is the reference's."""
    x, w, b = inputs
    _, _, H, W = x.shape
    _, _, FH, FW = w.shape
    windows = {"h": Window(H, FH, stride, pad), "w": Window(W, FW, stride, pad)}
    expected = reference.conv2d(x, w, b, stride, pad)
    expect_close(student.conv2d(x, w, b, stride, pad), expected, axes="nchw", windows=windows)


@check(
    points=0,
    hint=Text(
        en="Compare with naive_conv.conv2d on a small image, number by number.",
        ko="작은 이미지로 naive_conv.conv2d와 값을 하나씩 견주어 보세요.",
    ),
)
def test_values(student: Student, rng: Generator) -> None:
    """Several images, channels and filters give the right numbers.

    여러 이미지, 채널, 필터에서 값이 맞습니다.
    """
    x, w, b = drawn(rng, (2, 3, 6, 6))
    expect_close(student.conv2d(x, w, b), reference.conv2d(x, w, b), axes="nchw")


@check(
    points=0,
    hint=Text(
        en="Each filter adds its own bias to its whole output channel.",
        ko="필터마다 자기 편향을 출력 채널 전체에 더합니다.",
    ),
)
def test_bias(student: Student, rng: Generator) -> None:
    """Each filter has its bias.

    필터마다 편향이 있습니다.
    """
    x, w, b = drawn(rng, (2, 2, 5, 5), (3, 2, 2))
    expect_right(student, (x, w, 10 * b))


@check(
    points=0,
    hint=Text(
        en="Every stride-th window, downwards and sideways; what does not fit is left out.",
        ko="창을 아래로도 옆으로도 stride 간격으로 고르고, 다 들어가지 않는 것은 버립니다.",
    ),
)
def test_stride(student: Student, rng: Generator) -> None:
    """The stride is kept, also where it does not divide the size.

    크기가 나누어떨어지지 않아도 스트라이드를 지킵니다.
    """
    expect_right(student, drawn(rng, (2, 2, 9, 9)), stride=2)
    expect_right(student, drawn(rng, (1, 2, 11, 8)), stride=3)


@check(
    points=0,
    hint=Text(
        en="Zeros, `pad` of them on each side of height and width.",
        ko="높이와 너비의 양쪽에 0을 `pad`개씩 덧붙입니다.",
    ),
)
def test_padding(student: Student, rng: Generator) -> None:
    """Height and width are padded with zeros.

    높이와 너비에 0을 덧붙입니다.
    """
    expect_right(student, drawn(rng, (2, 3, 5, 5)), pad=1)
    expect_right(student, drawn(rng, (1, 2, 7, 6)), stride=2, pad=2)


@check(
    points=0,
    after="test_values",
    hint=Text(
        en="Height and width each have their own sizes; take all of them from the arrays.",
        ko="높이와 너비의 크기는 따로입니다. 모든 크기를 배열에서 읽으세요.",
    ),
)
def test_sizes(student: Student, rng: Generator) -> None:
    """Images and filters need not be square, nor small.

    이미지와 필터가 정사각형이거나 작지 않아도 됩니다.
    """
    expect_right(student, drawn(rng, (1, 2, 5, 9), (3, 2, 4)))
    expect_right(student, drawn(rng, (3, 1, 4, 4), (1, 1, 1)))
    expect_right(student, drawn(rng, (2, 5, 23, 17), (6, 5, 3)), pad=1)


@check(
    points=0,
    hint=Text(
        en="float16 and its like keep three digits; the sum over a patch needs more.",
        ko="float16 따위는 세 자리밖에 지키지 못합니다. 패치를 더하려면 그보다 많이 필요합니다.",
    ),
)
def test_precision(student: Student, rng: Generator) -> None:
    """The numbers are as good as float32.

    값이 float32만큼 정확합니다.
    """
    x, w, b = drawn(rng, (2, 16, 10, 10), (4, 3, 3))
    got = student.conv2d(x, w, b, 1, 1)
    expect_close(got, reference.conv2d(x, w, b, 1, 1), axes="nchw", tolerance=1e-5)


@check(
    points=0,
    after="test_values",
    hint=Text(
        en="Work on a padded copy; assigning into an argument changes the caller's array.",
        ko="패딩한 복사본에서 작업하세요. 인수에 값을 넣으면 호출한 쪽의 배열이 바뀝니다.",
    ),
)
def test_inputs_unchanged(student: Student, rng: Generator) -> None:
    """The arrays that are passed in stay as they are.

    인수로 받은 배열의 내용을 바꾸지 않습니다.
    """
    inputs = drawn(rng, (2, 2, 5, 5))
    held = [hold(student, array) for array in inputs]
    student.conv2d(*held, 1, 0)
    for handle, array in zip(held, inputs, strict=True):
        expect_unchanged(handle, array)


@check(
    points=0,
    after="test_values",
    hint=Text(
        en="What is kept from an earlier call may depend on shapes, never on numbers.",
        ko="앞선 호출에서 남겨 두는 것은 형상에만 달려 있어야 하고, 값에 달려 있으면 안 됩니다.",
    ),
)
def test_no_memory(student: Student, rng: Generator) -> None:
    """No call returns what an earlier one computed.

    앞선 호출에서 구한 값을 돌려주지 않습니다.
    """
    for _ in range(3):
        expect_right(student, drawn(rng, (1, 2, 6, 5)), pad=1)


def timed_inputs(rng: Generator, channels: int) -> tuple[Any, ...]:
    """As large as a chain of calls needs; the weights keep the numbers' size from call to call."""
    H, W = rng.integers(40, 57, size=2)
    x = rng.standard_normal((2, channels, H, W), dtype=np.float32)
    w = rng.standard_normal((channels, channels, FILTER, FILTER), dtype=np.float32)
    w *= np.float32(np.sqrt(2 / (1.01 * channels * FILTER**2)))
    b = np.float32(0.1) * rng.standard_normal(channels, dtype=np.float32)
    return x, w, b, 1, FILTER // 2


def work(arguments: Sequence[Any]) -> Work:
    """Two operations for each weight and place; every array touched once."""
    x, w, b, *_ = arguments
    places = x.size // x.shape[1]
    return Work(flops=2.0 * w.size * places, bytes=4.0 * (2 * x.size + w.size + b.size))


PROBLEM = Problem(
    function="conv2d",
    draw=lambda rng: timed_inputs(rng, CHANNELS),
    slim=lambda rng: timed_inputs(rng, 1),
    work=work,
    times=24,
    tolerance=3e-4,  # a chain's rounding stays below a tenth of it, half precision goes far beyond
    bands=(WITHOUT_LOOPS, LIKE_IM2COL),
    naive="naive_conv",
)


@check(
    points=2,
    after=RIGHT,
    hint=Text(
        en="Which of the four loops of naive_conv.py can become one operation on whole arrays?",
        ko="naive_conv.py의 네 반복문 가운데 배열 전체에 대한 연산 하나로 바꿀 수 있는 것은 "
        "무엇일까요?",
    ),
)
def test_faster_than_loops(timed: Timed) -> None:
    """At most 45 times the reference's time: fewer loops than the naive program.

    기준 풀이의 45배 안에 끝납니다. 느린 예제보다 반복문이 적습니다.
    """
    timed.expect_within(PROBLEM, WITHOUT_LOOPS)


@check(
    points=3,
    after="test_faster_than_loops",
    hint=Text(
        en="No loop over places at all: copy all patches into one matrix and multiply once.",
        ko="자리를 도는 반복문을 모두 없애세요. 패치를 모두 한 행렬에 복사하고 한 번만 곱합니다.",
    ),
)
def test_as_fast_as_im2col(timed: Timed) -> None:
    """At most 4.5 times the reference's time: one matrix product.

    기준 풀이의 4.5배 안에 끝납니다. 행렬 곱 한 번이면 됩니다.
    """
    timed.expect_within(PROBLEM, LIKE_IM2COL)
