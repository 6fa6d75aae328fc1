"""Public checks of exercise convolution: the README's example and what any convolution obeys.

연습 문제 convolution의 공개 검사: README의 예제와, 어떤 합성곱이든 지키는 성질입니다.
"""

from __future__ import annotations

import numpy as np

from grader.checks import (
    Generator,
    Student,
    Text,
    check,
    expect_close,
    expect_gradient,
    expect_shape,
    first_of,
)

X = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
W = np.array([[[[1.0, 2.0], [0.0, -1.0]]]])
B = np.array([1.0])


@check(
    points=0,
    hint=Text(
        en="The first output is 1*1 + 2*0 + 0*4 - 1*1 + 1 = 1: the upper left number of the filter "
        "meets the upper left number of the image.",
        ko="첫 출력값은 1*1 + 2*0 + 0*4 - 1*1 + 1 = 1입니다. 필터의 왼쪽 위 수는 이미지의 왼쪽 위 "
        "수와 곱합니다.",
    ),
)
def test_filter_is_not_flipped(student: Student) -> None:
    """The filter lies on the image as it is, not flipped.

    필터를 뒤집지 않고 그대로 이미지에 올립니다.
    """
    x = np.array([[[[1.0, 0.0, 2.0], [4.0, 1.0, 0.0], [2.0, 6.0, 1.0]]]])
    y = student.Convolution(W, B, 1, 0).forward(x)
    expect_close(y, np.array([[[[1.0, 5.0], [1.0, 1.0]]]]), axes="nchw")


@check(
    points=0,
    after="test_filter_is_not_flipped",
    hint=Text(
        en="The first output is 1*1 + 2*2 + 0*4 - 1*5 + 1 = 1.",
        ko="첫 출력값은 1*1 + 2*2 + 0*4 - 1*5 + 1 = 1입니다.",
    ),
)
def test_readme_forward(student: Student) -> None:
    """The README's convolution of a 3x3 image.

    README에 있는 3x3 이미지의 합성곱 예제입니다.
    """
    y = student.Convolution(W, B, 1, 0).forward(X)
    expect_close(y, np.array([[[[1.0, 3.0], [7.0, 9.0]]]]), axes="nchw")


@check(
    points=0,
    hint=Text(
        en="dout is 1 at the top left and 2 at the bottom right: the two patches there, once and "
        "twice.",
        ko="dout은 왼쪽 위가 1, 오른쪽 아래가 2입니다. 그 두 자리의 패치를 한 번, 두 번 더하세요.",
    ),
)
def test_readme_backward(student: Student) -> None:
    """The README's gradients of that convolution.

    README에 있는 그 합성곱의 기울기 예제입니다.
    """
    layer = student.Convolution(W, B, 1, 0)
    layer.forward(X)
    dx = layer.backward(np.array([[[[1.0, 0.0], [0.0, 2.0]]]]))
    expect_close(dx, np.array([[[[1.0, 2, 0], [0, 1, 4], [0, 0, -2]]]]), axes="nchw", name="dx")
    dW = np.array([[[[11.0, 14], [20, 23]]]])
    expect_close(first_of(layer, "dW", "dw"), dW, axes="fchw", name="dW")
    expect_close(first_of(layer, "db", "dB"), np.array([3.0]), axes="f", name="db")


@check(
    points=0,
    hint=Text(
        en="A filter that is 1 in the middle and 0 elsewhere copies the image, if the padding "
        "keeps the size.",
        ko="가운데만 1이고 나머지가 0인 필터는, 패딩으로 크기를 유지하면 이미지를 그대로 베낍니다.",
    ),
)
def test_identity_filter(student: Student, rng: Generator) -> None:
    """A filter with a single 1 in the middle copies the image.

    가운데만 1인 필터는 이미지를 그대로 베낍니다.
    """
    x = rng.normal(size=(2, 2, 4, 5))
    filters = np.zeros((2, 2, 3, 3))
    filters[0, 0, 1, 1] = filters[1, 1, 1, 1] = 1.0
    y = student.Convolution(filters, np.zeros(2), 1, 1).forward(x)
    expect_close(y, x, axes="nchw")


@check(
    points=0,
    after="test_readme_forward",
    hint=Text(
        en="Without biases the output of a sum is the sum of the outputs.",
        ko="편향이 없으면, 더한 것의 출력은 출력을 더한 것과 같습니다.",
    ),
)
def test_linearity(student: Student, rng: Generator) -> None:
    """Without biases a convolution is linear.

    편향이 없으면 합성곱은 선형입니다.
    """
    x, other = rng.normal(size=(1, 2, 5, 6)), rng.normal(size=(1, 2, 5, 6))
    layer = student.Convolution(rng.normal(size=(3, 2, 2, 3)), np.zeros(3), 2, 1)
    outputs = [layer.forward(image) for image in (x, other, x + other)]
    for y in outputs:
        expect_shape(y, (1, 3, 3, 3), axes="nchw")
    expect_close(outputs[2], outputs[0] + outputs[1], axes="nchw")


@check(
    points=0,
    after="test_readme_forward",
    hint=Text(
        en="Move a pixel of x a little: sum(forward(x) * dout) must change as dx says.",
        ko="x의 픽셀을 조금 바꾸면 sum(forward(x) * dout)이 dx가 말하는 만큼 변해야 합니다.",
    ),
)
def test_numerical_gradient(student: Student, rng: Generator) -> None:
    """backward agrees with finite differences of forward.

    backward가 forward의 수치 미분과 일치합니다.
    """
    x, dout = rng.normal(size=(2, 2, 5, 4)), rng.normal(size=(2, 3, 4, 3))
    layer = student.Convolution(rng.normal(size=(3, 2, 2, 2)), rng.normal(size=3), 1, 0)
    layer.forward(x)
    dx = layer.backward(dout)
    expect_gradient(layer.forward, at=x, gradient=dx, cotangent=dout, rng=rng, axes="nchw")
