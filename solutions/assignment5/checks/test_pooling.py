"""Hidden checks of exercise pooling."""

from __future__ import annotations

from typing import Any

import numpy as np

from grader.checks import (
    Generator,
    Student,
    Text,
    Window,
    check,
    expect_close,
    expect_shape,
    expect_unchanged,
    hold,
)
from solutions.assignment5 import pooling as reference


def over(x: np.ndarray, pool_h: int, pool_w: int, stride: int, pad: int) -> dict[str, Window]:
    """What the windows slide over; a wrong output size is explained with these numbers."""
    _, _, H, W = x.shape
    return {"h": Window(H, pool_h, stride, pad), "w": Window(W, pool_w, stride, pad)}


def gradients(layer: Student, expected: Any, x: np.ndarray, dout: np.ndarray) -> tuple[Any, Any]:
    """What backward returns after forward, of the student's layer and of the reference's."""
    layer.forward(x)
    expected.forward(x)
    return layer.backward(dout), expected.backward(dout)


@check(
    points=1.5,
    hint=Text(
        en="Cut a small image into its windows on paper and take the largest number of each.",
        ko="작은 이미지를 종이 위에서 윈도로 나누고, 각 윈도에서 가장 큰 수를 골라 보세요.",
    ),
)
def test_max_forward(student: Student, rng: Generator) -> None:
    """Each output is the largest value of its window.

    출력값 하나는 윈도 안의 최댓값입니다.
    """
    x = rng.normal(size=(1, 1, 4, 4))
    y = student.Pooling(2, 2, 2).forward(x)
    expect_close(
        y,
        reference.Pooling(2, 2, 2).forward(x),
        axes="nchw",
        windows=over(x, 2, 2, 2, 0),
    )


@check(
    points=1.5,
    after="test_max_forward",
    hint=Text(
        en="Pooling never mixes channels or images. After im2col, which axes do you reshape to "
        "before taking the maximum?",
        ko="풀링은 채널도 이미지도 섞지 않습니다. im2col 다음에, 최댓값을 고르기 전에 어떤 축으로 "
        "reshape하나요?",
    ),
)
def test_max_channels(student: Student, rng: Generator) -> None:
    """Each channel of each image is pooled on its own.

    이미지마다, 채널마다 따로 풀링합니다.
    """
    x = rng.normal(size=(2, 3, 4, 4))
    y = student.Pooling(2, 2, 2, 0).forward(x)
    expect_close(
        y,
        reference.Pooling(2, 2, 2, 0).forward(x),
        axes="nchw",
        windows=over(x, 2, 2, 2, 0),
    )


@check(
    points=1,
    after="test_max_forward",
    hint=Text(
        en="The windows start `stride` apart, whatever their own size is.",
        ko="윈도는 그 크기와 상관없이 `stride` 간격으로 시작합니다.",
    ),
)
def test_max_overlap(student: Student, rng: Generator) -> None:
    """Windows may overlap: they move by the stride, not by their size.

    윈도는 겹칠 수 있습니다. 윈도 크기가 아니라 스트라이드만큼 움직입니다.
    """
    x = rng.normal(size=(1, 1, 5, 5))
    y = student.Pooling(3, 3, 1, 0).forward(x)
    expect_close(
        y,
        reference.Pooling(3, 3, 1, 0).forward(x),
        axes="nchw",
        windows=over(x, 3, 3, 1, 0),
    )
    y = student.Pooling(3, 3, 2, 0).forward(x)
    expect_close(
        y,
        reference.Pooling(3, 3, 2, 0).forward(x),
        axes="nchw",
        windows=over(x, 3, 3, 2, 0),
    )


@check(
    points=1,
    after="test_max_forward",
    hint=Text(
        en="pool_h goes with H and out_h, pool_w with W and out_w.",
        ko="pool_h는 H와 out_h에, pool_w는 W와 out_w에 쓰입니다.",
    ),
)
def test_max_non_square(student: Student, rng: Generator) -> None:
    """Height and width are not confused.

    높이와 너비를 혼동하지 않습니다.
    """
    x = rng.normal(size=(1, 1, 4, 9))
    y = student.Pooling(2, 3, 2, 0).forward(x)
    expect_close(
        y,
        reference.Pooling(2, 3, 2, 0).forward(x),
        axes="nchw",
        windows=over(x, 2, 3, 2, 0),
    )


@check(
    points=1,
    after="test_max_forward",
    hint=Text(
        en="Only whole windows count: what remains at the end is left out.",
        ko="온전한 윈도만 셉니다. 끝에 남는 부분은 쓰지 않습니다.",
    ),
)
def test_max_sizes_not_divisible(student: Student, rng: Generator) -> None:
    """Where the stride does not divide, the output size is rounded down.

    스트라이드로 나누어떨어지지 않으면 출력 크기를 내림합니다.
    """
    x = rng.normal(size=(1, 1, 7, 7))
    y = student.Pooling(2, 2, 2, 0).forward(x)
    expect_close(
        y,
        reference.Pooling(2, 2, 2, 0).forward(x),
        axes="nchw",
        windows=over(x, 2, 2, 2, 0),
    )
    y = student.Pooling(2, 2, 3, 0).forward(x)
    expect_close(
        y,
        reference.Pooling(2, 2, 3, 0).forward(x),
        axes="nchw",
        windows=over(x, 2, 2, 3, 0),
    )


@check(
    points=1,
    after="test_max_forward",
    hint=Text(
        en="(H + 2P - K) // S + 1: the padding belongs to the output size of pooling as well.",
        ko="(H + 2P - K) // S + 1: 풀링의 출력 크기에도 패딩이 들어갑니다.",
    ),
)
def test_max_padding(student: Student, rng: Generator) -> None:
    """Padding makes room for more windows.

    패딩을 하면 윈도가 놓일 자리가 늘어납니다.
    """
    x = rng.uniform(1.0, 2.0, size=(1, 1, 4, 4))  # positive: padding with zeros passes as well
    y = student.Pooling(3, 3, 3, 1).forward(x)
    expect_close(
        y,
        reference.Pooling(3, 3, 3, 1).forward(x),
        axes="nchw",
        windows=over(x, 3, 3, 3, 1),
    )
    y = student.Pooling(2, 2, 2, 1).forward(x)
    expect_close(
        y,
        reference.Pooling(2, 2, 2, 1).forward(x),
        axes="nchw",
        windows=over(x, 2, 2, 2, 1),
    )


@check(
    points=1,
    after="test_max_padding",
    hint=Text(
        en="A padded place must never win, even where all pixels of a window are negative. Which "
        "number is smaller than every other?",
        ko="윈도의 픽셀이 모두 음수라도 패딩한 자리가 최댓값이 되면 안 됩니다. 어떤 수보다도 작은 "
        "값은 무엇일까요?",
    ),
)
def test_max_padding_negative(student: Student, rng: Generator) -> None:
    """A padded place is never the maximum.

    패딩한 자리는 최댓값이 될 수 없습니다.
    """
    x = rng.uniform(-2.0, -1.0, size=(1, 1, 4, 4))
    y = student.Pooling(3, 3, 1, 1).forward(x)
    expect_close(
        y,
        reference.Pooling(3, 3, 1, 1).forward(x),
        axes="nchw",
        windows=over(x, 3, 3, 1, 1),
    )


@check(
    points=1,
    hint=Text(
        en="Only the place of the maximum changed the output, so it alone gets the gradient.",
        ko="최댓값이 있던 자리만 출력에 영향을 주었으므로, 그 자리만 기울기를 받습니다.",
    ),
)
def test_max_backward(student: Student, rng: Generator) -> None:
    """The gradient goes to the place of each maximum.

    기울기는 최댓값이 있던 자리로 흐릅니다.
    """
    x, dout = rng.normal(size=(1, 1, 4, 4)), rng.normal(size=(1, 1, 2, 2))
    layer, expected = student.Pooling(2, 2, 2, 0), reference.Pooling(2, 2, 2, 0)
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=1,
    after="test_max_backward",
    hint=Text(
        en="dout must be flattened in the order in which forward laid out its windows: where is "
        "the channel axis?",
        ko="forward가 윈도를 펼친 순서대로 dout을 펼쳐야 합니다. 채널 축은 어디에 있나요?",
    ),
)
def test_max_backward_channels(student: Student, rng: Generator) -> None:
    """Each channel of each image gets its own gradient.

    기울기는 제 이미지, 제 채널로 돌아갑니다.
    """
    x, dout = rng.normal(size=(2, 3, 4, 4)), rng.normal(size=(2, 3, 2, 2))
    layer, expected = student.Pooling(2, 2, 2, 0), reference.Pooling(2, 2, 2, 0)
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=0.5,
    after="test_max_backward",
    hint=Text(
        en="A pixel can be the maximum of several windows: do their gradients add up?",
        ko="픽셀 하나가 여러 윈도의 최댓값일 수 있습니다. 그 기울기를 모두 더했나요?",
    ),
)
def test_max_backward_overlap(student: Student, rng: Generator) -> None:
    """A maximum of several windows gets the sum of their gradients.

    여러 윈도의 최댓값이 된 자리는 기울기를 모두 더해 받습니다.
    """
    x, dout = rng.normal(size=(1, 1, 5, 5)), rng.normal(size=(1, 1, 3, 3))
    x[0, 0, 2, 2] = 9.0  # lies in all nine windows
    layer, expected = student.Pooling(3, 3, 1, 0), reference.Pooling(3, 3, 1, 0)
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=0.5,
    after="test_max_backward",
    hint=Text(
        en="A place's number within the window is row * pool_w + column: which of the two sizes "
        "do you divide by?",
        ko="윈도 안에서 자리의 번호는 행 * pool_w + 열입니다. 두 크기 가운데 어느 것으로 나누나요?",
    ),
)
def test_max_backward_non_square(student: Student, rng: Generator) -> None:
    """The way back does not confuse height and width.

    되돌릴 때도 높이와 너비를 혼동하지 않습니다.
    """
    x, dout = rng.normal(size=(1, 1, 5, 6)), rng.normal(size=(1, 1, 2, 2))
    layer, expected = student.Pooling(2, 3, 3, 0), reference.Pooling(2, 3, 3, 0)
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=0.5,
    after="test_max_backward",
    hint=Text(
        en="dx has the shape of x: cut the padding off again, on each side and for both axes.",
        ko="dx의 형상은 x와 같습니다. 두 축 모두 양쪽의 패딩을 다시 잘라 내세요.",
    ),
)
def test_max_backward_padding(student: Student, rng: Generator) -> None:
    """The gradient has the shape of the input without padding.

    기울기의 형상은 패딩하지 않은 입력과 같습니다.
    """
    x, dout = rng.uniform(1.0, 2.0, size=(1, 1, 4, 4)), rng.normal(size=(1, 1, 3, 3))
    layer, expected = student.Pooling(2, 2, 2, 1), reference.Pooling(2, 2, 2, 1)
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=0.5,
    after="test_max_backward",
    hint=Text(
        en="Where several values are the largest, the gradient of the window must not be handed "
        "out more than once.",
        ko="최댓값이 여럿이라고 해서 윈도의 기울기를 여러 번 나누어 주면 안 됩니다.",
    ),
)
def test_max_ties(student: Student, rng: Generator) -> None:
    """Equal maxima do not multiply the gradient.

    최댓값이 여럿이어도 기울기가 늘어나지 않습니다.
    """
    x, dout = np.full((1, 1, 4, 6), rng.normal()), rng.normal(size=(1, 1, 2, 3))
    layer, first = student.Pooling(2, 2, 2, 0), reference.Pooling(2, 2, 2, 0)
    layer.forward(x)
    first.forward(x)
    dx = layer.backward(dout)
    expect_shape(dx, x.shape, axes="nchw")
    split = dout.repeat(2, axis=2).repeat(2, axis=3) / 4
    expect_close(dx, split if np.allclose(dx, split) else first.backward(dout), axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="Add the numbers of a window up and divide by how many places it has.",
        ko="윈도 안의 수를 모두 더해 윈도의 칸 수로 나누세요.",
    ),
)
def test_average_forward(student: Student, rng: Generator) -> None:
    """Each output of average pooling is the mean of its window.

    평균 풀링의 출력값 하나는 윈도 안의 평균입니다.
    """
    x = rng.normal(size=(2, 3, 5, 7))
    y = student.AveragePooling(2, 3, 2).forward(x)
    expect_close(
        y,
        reference.AveragePooling(2, 3, 2).forward(x),
        axes="nchw",
        windows=over(x, 2, 3, 2, 0),
    )


@check(
    points=0.5,
    after="test_average_forward",
    hint=Text(
        en="The padded zeros count: what is the sum of a window at the border divided by?",
        ko="패딩한 0도 셉니다. 가장자리 윈도의 합을 무엇으로 나누나요?",
    ),
)
def test_average_padding(student: Student, rng: Generator) -> None:
    """Padded zeros count in the mean.

    패딩한 0도 평균에 들어갑니다.
    """
    x = rng.normal(size=(1, 1, 4, 4))
    y = student.AveragePooling(3, 3, 1, 1).forward(x)
    expect_close(
        y,
        reference.AveragePooling(3, 3, 1, 1).forward(x),
        axes="nchw",
        windows=over(x, 3, 3, 1, 1),
    )


@check(
    points=0.5,
    hint=Text(
        en="Each place of a window changed the mean by its own change divided by the number of "
        "places; where windows overlap, the gradients add up.",
        ko="윈도의 한 칸이 변하면 평균은 그 변화량을 칸 수로 나눈 만큼 변합니다. 윈도가 겹치는 "
        "곳에서는 기울기를 더합니다.",
    ),
)
def test_average_backward(student: Student, rng: Generator) -> None:
    """Average pooling shares each gradient out evenly over its window.

    평균 풀링은 기울기를 윈도 안에 고르게 나누어 줍니다.
    """
    x, dout = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3, 3, 3))
    layer, expected = student.AveragePooling(2, 3, 1, 0), reference.AveragePooling(2, 3, 1, 0)
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=0.5,
    hint=Text(
        en="One number a channel: which two axes are averaged away?",
        ko="채널마다 숫자 하나가 남습니다. 어느 두 축에 대해 평균을 내나요?",
    ),
)
def test_global_forward(student: Student, rng: Generator) -> None:
    """Global average pooling leaves one number a channel.

    전역 평균 풀링은 채널마다 숫자 하나를 남깁니다.
    """
    x = rng.normal(size=(2, 3, 4, 5))
    expect_close(student.GlobalAveragePooling().forward(x), x.mean(axis=(2, 3)), axes="nc")


@check(
    points=0.5,
    hint=Text(
        en="Every pixel of a channel has the same part in its mean: what is that part?",
        ko="채널의 픽셀은 모두 평균에 똑같이 기여합니다. 그 몫은 얼마인가요?",
    ),
)
def test_global_backward(student: Student, rng: Generator) -> None:
    """Global average pooling shares each gradient out evenly over its channel.

    전역 평균 풀링은 기울기를 채널 전체에 고르게 나누어 줍니다.
    """
    x, dout = rng.normal(size=(2, 3, 4, 5)), rng.normal(size=(2, 3))
    layer, expected = student.GlobalAveragePooling(), reference.GlobalAveragePooling()
    expect_close(*gradients(layer, expected, x, dout), axes="nchw")


@check(
    points=0.5,
    after=("test_max_forward", "test_average_forward"),
    hint=Text(
        en="Assigning into an argument changes the caller's array; make a new one.",
        ko="인수에 값을 넣으면 호출한 쪽의 배열이 바뀝니다. 새 배열을 만드세요.",
    ),
)
def test_inputs_unchanged(student: Student, rng: Generator) -> None:
    """The arrays given to forward and backward stay as they are.

    forward와 backward는 받은 배열의 내용을 바꾸지 않습니다.
    """
    x, dout = rng.uniform(1.0, 2.0, size=(2, 2, 4, 6)), rng.normal(size=(2, 2, 2, 3))
    for layer in (student.Pooling(2, 2, 2, 0), student.AveragePooling(2, 2, 2, 0)):
        held_x, held_dout = hold(student, x), hold(student, dout)
        layer.forward(held_x)
        expect_unchanged(held_x, x)
        layer.backward(held_dout)
        expect_unchanged(held_dout, dout)
