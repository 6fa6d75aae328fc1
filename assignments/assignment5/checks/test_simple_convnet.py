"""Public checks of exercise simple_convnet: the README's numbers and what any network obeys.

연습 문제 simple_convnet의 공개 검사: README에 있는 숫자와, 어떤 신경망이든 지키는 성질입니다.
"""

from __future__ import annotations

import numpy as np

from grader.checks import (
    Generator,
    Student,
    Text,
    assign,
    check,
    expect_close,
    expect_equal,
    expect_gradient,
    expect_shape,
)

SMALL = ((1, 6, 6), {"filter_num": 3, "filter_size": 3, "pad": 0, "stride": 1}, 5, 4, 0.5)


@check(
    points=0,
    hint=Text(
        en="28 - 5 + 1 = 24, pooled 12; 30 filters leave 30 * 12 * 12 = 4320 numbers.",
        ko="28 - 5 + 1 = 24이고 풀링하면 12입니다. 필터가 30개이므로 30 * 12 * 12 = 4320개가 남습니다.",
    ),
)
def test_readme_shapes(student: Student) -> None:
    """The README's shapes of the default network.

    README에 있는 기본 신경망의 형상입니다.
    """
    params = student.SimpleConvNet().params
    expect_equal(type(params).__name__, "dict", call="type(net.params).__name__")
    shapes = {"W1": (30, 1, 5, 5), "b1": (30,), "W2": (4320, 100), "b2": (100,), "W3": (100, 10)}
    for name, shape in shapes.items():
        expect_shape(params.get(name), shape)


@check(
    points=0,
    hint=Text(
        en="With tiny weights all ten scores are about equal, so each class gets 1/10, and the "
        "loss is -log(1/10) = 2.303.",
        ko="가중치가 아주 작으면 점수 열 개가 거의 같아서 클래스마다 확률이 1/10이고, 손실은 "
        "-log(1/10) = 2.303입니다.",
    ),
)
def test_fresh_loss(student: Student, rng: Generator) -> None:
    """Before any learning the loss of ten classes is log 10.

    배우기 전이라면 클래스가 열 개일 때의 손실은 log 10입니다.
    """
    net = student.SimpleConvNet((1, 8, 8), SMALL[1], 20, 10, 0.001)
    x, t = rng.random(size=(30, 1, 8, 8)), rng.integers(10, size=30)
    expect_close(net.loss(x, t), np.log(10.0), tolerance=1e-3)


@check(
    points=0,
    hint=Text(
        en="Write other numbers into params['W3'] and see how the loss moves: gradient says the "
        "same.",
        ko="params['W3']의 숫자를 조금 바꾸고 손실이 얼마나 변하는지 보세요. gradient와 같아야 합니다.",
    ),
)
def test_gradient_of_last_layer(student: Student, rng: Generator) -> None:
    """The gradient of W3 agrees with finite differences of the loss.

    W3의 기울기가 손실의 수치 미분과 일치합니다.
    """
    net = student.SimpleConvNet(*SMALL)
    x, t = rng.normal(size=(4, 1, 6, 6)), rng.integers(4, size=4)
    start = rng.normal(size=(5, 4))

    def loss(W3: np.ndarray) -> object:
        assign(net, "params", {"W3": W3})
        return net.loss(x, t)

    loss(start)
    grads = net.gradient(x, t)
    expect_equal(type(grads).__name__, "dict", call="type(net.gradient(x, t)).__name__")
    one = np.ones(())
    expect_gradient(loss, at=start, gradient=grads.get("W3"), cotangent=one, rng=rng, of="W3")


@check(
    points=0,
    hint=Text(
        en="Each tile is 2 x 1, from 0 to 1; three filters need two columns; lines of zeros lie "
        "between and around.",
        ko="타일은 2 x 1이고 0에서 1까지입니다. 필터 셋에는 열이 둘 필요하고, 사이와 둘레에 0이 있습니다.",
    ),
)
def test_readme_filter_grid(student: Student) -> None:
    """The README's picture of three filters.

    README에 있는 필터 세 개의 그림입니다.
    """
    W = np.array([[[[1.0], [3.0]]], [[[8.0], [6.0]]], [[[5.0], [5.5]]]])
    picture = np.zeros((7, 5))
    picture[2, 1] = picture[1, 3] = picture[5, 1] = 1.0
    expect_close(student.filter_grid(W), picture, axes="hw")
