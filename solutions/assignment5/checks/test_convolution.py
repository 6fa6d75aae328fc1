"""Hidden checks of exercise convolution."""

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
    expect_gradient,
    expect_raises,
    expect_shape,
    expect_unchanged,
    first_of,
    hold,
)
from solutions.assignment5.convolution import Convolution as Reference


def outputs(student: Student, x: np.ndarray, *arguments: Any) -> tuple[Any, np.ndarray]:
    """What forward returns, the student's and the reference's, for the same constructor."""
    return student.Convolution(*arguments).forward(x), Reference(*arguments).forward(x)


def over(x: np.ndarray, W: np.ndarray, stride: int, pad: int) -> dict[str, Window]:
    """What the filters slide over; a wrong output size is explained with these numbers."""
    sizes = zip("hw", x.shape[2:], W.shape[2:], strict=True)
    return {axis: Window(size, filter_size, stride, pad) for axis, size, filter_size in sizes}


def after_forward(student: Student, x: np.ndarray, *arguments: Any) -> tuple[Student, Reference]:
    """The student's layer and the reference, for the same constructor, both after forward."""
    layer, reference = student.Convolution(*arguments), Reference(*arguments)
    layer.forward(x)
    reference.forward(x)
    return layer, reference


@check(
    points=1.5,
    hint=Text(
        en="Lay the filter on the top left corner, multiply place by place and add up: that is the "
        "first output. The filter is not turned round.",
        ko="필터를 왼쪽 위 모서리에 놓고 자리끼리 곱해 모두 더하면 첫 출력값입니다. 필터를 뒤집지 "
        "않습니다.",
    ),
)
def test_forward(student: Student, rng: Generator) -> None:
    """Each output is a patch times the filter, summed.

    출력값 하나는 패치와 필터를 자리끼리 곱해 더한 값입니다.
    """
    x, W = rng.normal(size=(1, 1, 5, 5)), rng.normal(size=(1, 1, 3, 3))
    expect_close(*outputs(student, x, W, np.zeros(1)), axes="nchw")


@check(
    points=1.5,
    after="test_forward",
    hint=Text(
        en="One filter has a slice for every input channel; their results add up to one number.",
        ko="필터 하나에는 입력 채널마다 한 겹씩 있습니다. 각 겹의 결과를 모두 더하면 숫자 하나가 "
        "됩니다.",
    ),
)
def test_channels(student: Student, rng: Generator) -> None:
    """The channels of the input are summed.

    입력 채널의 결과를 모두 더합니다.
    """
    x, W = rng.normal(size=(1, 3, 5, 5)), rng.normal(size=(1, 3, 2, 2))
    got, expected = outputs(student, x, W, np.zeros(1), 1, 0)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 1, 0))


@check(
    points=1.5,
    after="test_forward",
    hint=Text(
        en="A matrix product leaves the filters on the last axis. reshape does not move axes; "
        "which call does?",
        ko="행렬 곱의 결과에서는 필터가 마지막 축에 있습니다. reshape는 축을 옮기지 않아요. 축을 "
        "옮기는 함수는 무엇일까요?",
    ),
)
def test_filters(student: Student, rng: Generator) -> None:
    """Each filter makes one output channel.

    필터 하나가 출력 채널 하나를 만듭니다.
    """
    x, W = rng.normal(size=(1, 2, 4, 4)), rng.normal(size=(4, 2, 2, 2))
    expect_close(*outputs(student, x, W, np.zeros(4), 1, 0), axes="nchw")


@check(
    points=1,
    after="test_forward",
    hint=Text(
        en="Compute the output of one image alone, then of the batch: they must agree.",
        ko="이미지 한 장만 넣었을 때와 배치로 넣었을 때의 출력을 견주어 보세요. 같아야 합니다.",
    ),
)
def test_batch(student: Student, rng: Generator) -> None:
    """Each image of a batch is convolved on its own.

    배치의 이미지마다 따로 합성곱을 합니다.
    """
    x, W = rng.normal(size=(3, 1, 4, 4)), rng.normal(size=(1, 1, 2, 2))
    got, expected = outputs(student, x, W, np.zeros(1), 1, 0)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 1, 0))


@check(
    points=1,
    after="test_forward",
    hint=Text(
        en="b has one number a filter; it is added to every place of that filter's channel.",
        ko="b에는 필터마다 숫자가 하나씩 있고, 그 필터가 만든 채널의 모든 자리에 더해집니다.",
    ),
)
def test_bias(student: Student, rng: Generator) -> None:
    """Each filter's bias is added to its channel.

    필터의 편향을 그 필터의 출력 채널에 더합니다.
    """
    x, W = rng.normal(size=(1, 1, 4, 4)), rng.normal(size=(3, 1, 1, 1))
    expect_close(*outputs(student, x, W, rng.normal(size=3), 1, 0), axes="nchw")


@check(
    points=1.5,
    after="test_forward",
    hint=Text(
        en="The stride is needed twice: for the output size, and for where each patch starts.",
        ko="스트라이드는 두 곳에 쓰입니다. 출력 크기를 구할 때와 패치의 시작점을 정할 때입니다.",
    ),
)
def test_stride(student: Student, rng: Generator) -> None:
    """The filter moves by the stride.

    필터가 스트라이드만큼씩 움직입니다.
    """
    x, W = rng.normal(size=(1, 1, 7, 7)), rng.normal(size=(1, 1, 3, 3))
    got, expected = outputs(student, x, W, np.zeros(1), 2, 0)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 2, 0))


@check(
    points=1.5,
    after="test_forward",
    hint=Text(
        en="(H + 2P - K) // S + 1: is the padding on both sides, and does it follow the argument?",
        ko="(H + 2P - K) // S + 1: 패딩을 양쪽에 넣었나요? 인수로 받은 값만큼 넣었나요?",
    ),
)
def test_padding(student: Student, rng: Generator) -> None:
    """The image is padded with zeros on each side.

    이미지의 양쪽에 0을 덧붙입니다.
    """
    x, W = rng.normal(size=(1, 1, 4, 4)), rng.normal(size=(1, 1, 3, 3))
    got, expected = outputs(student, x, W, np.zeros(1), 1, 1)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 1, 1))
    x, W = rng.normal(size=(1, 1, 4, 4)), rng.normal(size=(1, 1, 3, 3))
    got, expected = outputs(student, x, W, np.zeros(1), 1, 2)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 1, 2))


@check(
    points=1,
    after="test_forward",
    hint=Text(
        en="out_h comes from H and FH, out_w from W and FW. In which order do you reshape?",
        ko="out_h는 H와 FH에서, out_w는 W와 FW에서 나옵니다. reshape에는 어떤 순서로 넣었나요?",
    ),
)
def test_non_square(student: Student, rng: Generator) -> None:
    """Height and width are not confused.

    높이와 너비를 혼동하지 않습니다.
    """
    x, W = rng.normal(size=(1, 1, 5, 8)), rng.normal(size=(1, 1, 2, 4))
    got, expected = outputs(student, x, W, np.zeros(1), 1, 0)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 1, 0))


@check(
    points=1,
    after="test_stride",
    hint=Text(
        en="A last step that does not fit is not taken: the output size is rounded down.",
        ko="마지막 한 걸음이 다 들어가지 않으면 내딛지 않습니다. 출력 크기를 내림하세요.",
    ),
)
def test_sizes_not_divisible(student: Student, rng: Generator) -> None:
    """Where the stride does not divide, the output size is rounded down.

    스트라이드로 나누어떨어지지 않으면 출력 크기를 내림합니다.
    """
    x, W = rng.normal(size=(1, 1, 8, 8)), rng.normal(size=(1, 1, 3, 3))
    got, expected = outputs(student, x, W, np.zeros(1), 2, 0)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 2, 0))
    x, W = rng.normal(size=(1, 1, 8, 8)), rng.normal(size=(1, 1, 2, 2))
    got, expected = outputs(student, x, W, np.zeros(1), 4, 0)
    expect_close(got, expected, axes="nchw", windows=over(x, W, 4, 0))


@check(
    points=0.5,
    hint=Text(
        en="Compare the channels of x with those of the filters at the start of forward.",
        ko="forward를 시작할 때 x의 채널 수와 필터의 채널 수를 견주어 보세요.",
    ),
)
def test_channel_mismatch(student: Student, rng: Generator) -> None:
    """An input with other channels than the filters raises ValueError.

    입력의 채널 수가 필터와 다르면 ValueError를 일으킵니다.
    """
    layer = student.Convolution(rng.normal(size=(2, 3, 2, 2)), rng.normal(size=2), 1, 0)
    expect_shape(layer.forward(rng.normal(size=(1, 3, 4, 4))), (1, 2, 3, 3), axes="nchw")
    with expect_raises(ValueError):
        layer.forward(rng.normal(size=(1, 4, 4, 4)))
    with expect_raises(ValueError):
        layer.forward(rng.normal(size=(1, 1, 4, 4)))


@check(
    points=0.5,
    after="test_forward",
    hint=Text(
        en="`x += ...` and `x[...] = ...` change the caller's array; make a new one.",
        ko="`x += ...`나 `x[...] = ...`는 호출한 쪽의 배열을 바꿉니다. 새 배열을 만드세요.",
    ),
)
def test_inputs_unchanged(student: Student, rng: Generator) -> None:
    """The arrays given to forward and backward stay as they are.

    forward와 backward는 받은 배열의 내용을 바꾸지 않습니다.
    """
    x, W, b = rng.normal(size=(2, 2, 4, 5)), rng.normal(size=(3, 2, 2, 2)), rng.normal(size=3)
    dout = rng.normal(size=(2, 3, 3, 4))
    held_x, held_dout = hold(student, x), hold(student, dout)
    layer = student.Convolution(W, b, 1, 0)
    layer.forward(held_x)
    expect_unchanged(held_x, x)
    layer.backward(held_dout)
    expect_unchanged(held_dout, dout)


@check(
    points=1.5,
    hint=Text(
        en="Every pixel of x takes part in several outputs. What does each of them send back, and "
        "in which order are the axes of dout?",
        ko="x의 픽셀 하나는 여러 출력값에 쓰입니다. 그 출력값마다 무엇이 되돌아오나요? dout의 "
        "축은 어떤 순서로 놓여 있나요?",
    ),
)
def test_backward_dx(student: Student, rng: Generator) -> None:
    """Calling backward returns the gradient of the input.

    backward는 입력의 기울기를 돌려줍니다.
    """
    x, W, b = rng.normal(size=(1, 2, 4, 4)), rng.normal(size=(3, 2, 2, 2)), rng.normal(size=3)
    layer, reference = after_forward(student, x, W, b, 1, 0)
    dout = rng.normal(size=(1, 3, 3, 3))
    expect_close(layer.backward(dout), reference.backward(dout), axes="nchw")


@check(
    points=1.5,
    hint=Text(
        en="dW has the shape of W. Each weight is multiplied by one pixel in each patch: sum dout "
        "times that pixel over the patches.",
        ko="dW의 형상은 W와 같습니다. 가중치 하나는 패치마다 픽셀 하나와 곱해집니다. dout에 그 "
        "픽셀을 곱해 모든 패치에 대해 더하세요.",
    ),
)
def test_backward_dw(student: Student, rng: Generator) -> None:
    """Calling backward sets the gradient of the filters, dW.

    backward는 필터의 기울기 dW를 저장합니다.
    """
    x, W, b = rng.normal(size=(1, 2, 4, 4)), rng.normal(size=(3, 2, 2, 2)), rng.normal(size=3)
    layer, reference = after_forward(student, x, W, b, 1, 0)
    dout = rng.normal(size=(1, 3, 3, 3))
    layer.backward(dout)
    reference.backward(dout)
    expect_close(first_of(layer, "dW", "dw"), reference.dW, axes="fchw")


@check(
    points=1,
    hint=Text(
        en="db has the shape of b: one number a filter, summed over every place it was added to.",
        ko="db의 형상은 b와 같습니다. 필터마다 숫자 하나로, 편향이 더해졌던 모든 자리의 기울기를 "
        "더한 값입니다.",
    ),
)
def test_backward_db(student: Student, rng: Generator) -> None:
    """Calling backward sets the gradient of the biases, db.

    backward는 편향의 기울기 db를 저장합니다.
    """
    x, W, b = rng.normal(size=(1, 2, 4, 4)), rng.normal(size=(3, 2, 2, 2)), rng.normal(size=3)
    layer, reference = after_forward(student, x, W, b, 1, 0)
    dout = rng.normal(size=(1, 3, 3, 3))
    layer.backward(dout)
    reference.backward(dout)
    expect_close(first_of(layer, "db", "dB"), reference.db, axes="f")


@check(
    points=1,
    hint=Text(
        en="Do the gradients of the images add up? If the loss averages over the batch, dout "
        "already has the 1/N in it.",
        ko="이미지들의 기울기를 모두 더했나요? 손실이 배치 평균이라면 1/N은 이미 dout에 들어 "
        "있습니다.",
    ),
)
def test_backward_batch(student: Student, rng: Generator) -> None:
    """The gradients dW and db are summed over the batch.

    dW와 db는 배치에 대해 더한 값입니다.
    """
    x, W, b = rng.normal(size=(3, 1, 4, 4)), rng.normal(size=(1, 1, 2, 2)), rng.normal(size=1)
    layer, reference = after_forward(student, x, W, b, 1, 0)
    dout = rng.normal(size=(3, 1, 3, 3))
    layer.backward(dout)
    reference.backward(dout)
    expect_close(first_of(layer, "dW", "dw"), reference.dW, axes="fchw", name="dW")
    expect_close(first_of(layer, "db", "dB"), reference.db, axes="f", name="db")


@check(
    points=1,
    hint=Text(
        en="backward walks the same places as forward: with the same stride.",
        ko="backward는 forward와 같은 자리를, 같은 스트라이드로 지나갑니다.",
    ),
)
def test_backward_stride(student: Student, rng: Generator) -> None:
    """The stride is followed in backward too.

    backward도 스트라이드를 따릅니다.
    """
    x, W, b = rng.normal(size=(1, 1, 7, 7)), rng.normal(size=(1, 1, 3, 3)), rng.normal(size=1)
    layer, reference = after_forward(student, x, W, b, 2, 0)
    dout = rng.normal(size=(1, 1, 3, 3))
    expect_close(layer.backward(dout), reference.backward(dout), axes="nchw")


@check(
    points=1,
    after="test_forward",
    hint=Text(
        en="Move one pixel of x a little and see how much sum(forward(x) * dout) changes: dx says "
        "the same, for every stride, padding and shape.",
        ko="x의 픽셀 하나를 아주 조금 바꾸고 sum(forward(x) * dout)이 얼마나 변하는지 보세요. 어떤 "
        "스트라이드, 패딩, 형상에서도 dx가 같은 값이어야 합니다.",
    ),
)
def test_gradient(student: Student, rng: Generator) -> None:
    """Your backward is the gradient of your forward.

    backward가 forward의 기울기와 일치합니다.
    """
    x, W, b = rng.normal(size=(2, 2, 6, 7)), rng.normal(size=(3, 2, 3, 2)), rng.normal(size=3)
    dout = rng.normal(size=(2, 3, 3, 4))
    layer = student.Convolution(W, b, 2, 1)
    layer.forward(x)
    dx = layer.backward(dout)
    expect_gradient(layer.forward, at=x, gradient=dx, cotangent=dout, rng=rng, axes="nchw")


@check(
    points=0.5,
    after="test_forward",
    hint=Text(
        en="Nothing of the first batch may remain: take sizes from the x at hand, and leave "
        "updating W and b to the training loop.",
        ko="첫 배치의 값이 남아 있으면 안 됩니다. 크기는 지금 받은 x에서 얻고, W와 b의 갱신은 학습 "
        "루프에 맡기세요.",
    ),
)
def test_second_batch(student: Student, rng: Generator) -> None:
    """A layer can be used again, with another size.

    계층을 다른 크기의 배치로 다시 쓸 수 있습니다.
    """
    W, b = rng.normal(size=(1, 1, 2, 2)), np.zeros(1)
    layer = student.Convolution(W, b, 1, 0)
    layer.forward(rng.normal(size=(2, 1, 4, 4)))
    layer.backward(rng.normal(size=(2, 1, 3, 3)))
    x = rng.normal(size=(1, 1, 5, 5))
    expect_close(layer.forward(x), Reference(W, b, 1, 0).forward(x), axes="nchw")
