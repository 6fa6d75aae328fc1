"""The gradient check asks the student's own forward, which may answer anything at all."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.checks.compare import CheckFailed
from grader.checks.gradient import expect_gradient

Array = Any
RNG = np.random.default_rng(5)
W = RNG.normal(size=(4, 3))
X = RNG.normal(size=(5, 4))
DOUT = RNG.normal(size=(5, 3))


def forward(x: Array) -> Array:
    return np.tanh(x @ W)


def backward(dout: Array) -> Array:
    return (dout * (1 - forward(X) ** 2)) @ W.T


RIGHT = backward(DOUT)


def judged(function: Callable[[Array], Any], gradient: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        expect_gradient(
            function, at=X, gradient=gradient, cotangent=DOUT, rng=np.random.default_rng(1)
        )


def test_the_right_gradient_is_accepted() -> None:
    """In float64, and in float32 as well as that can be known."""
    judged(forward, RIGHT)
    judged(lambda x: forward(x).astype(np.float32), RIGHT.astype(np.float32))


WRONG = {
    "zeros": np.zeros_like(RIGHT),
    "ones": np.ones_like(RIGHT),
    "another sign": -RIGHT,
    "rows exchanged": RIGHT[::-1],
    "without the derivative of tanh": DOUT @ W.T,
    "at another cotangent": backward(DOUT[::-1]),
    "the input itself": X,
}


@pytest.mark.parametrize("gradient", WRONG.values(), ids=WRONG)
def test_a_made_up_gradient_is_refused(gradient: Array) -> None:
    """Constants, echoes and shuffles."""
    with pytest.raises(CheckFailed) as failed:
        judged(forward, gradient)
    assert failed.value.message.complete


@pytest.mark.parametrize(
    ("gradient", "said"),
    [
        (None, "Is a return missing"),
        ([1.0], "returned list"),
        (RIGHT.T, "shape is wrong"),
        (np.full_like(RIGHT, np.nan), "NaN"),
        (RIGHT.astype(np.float16), "dtype is wrong"),
        (np.zeros(RIGHT.shape, int), "dtype is wrong"),
    ],
)
def test_a_gradient_is_first_of_all_an_array(gradient: Any, said: str) -> None:
    """Kind, shape, dtype and finite numbers are asked for before any slope."""
    with pytest.raises(CheckFailed, match=said):
        judged(forward, gradient)


def only_at_x(elsewhere: Callable[[Array], Any]) -> Callable[[Array], Any]:
    """A forward that is right where it is checked, and something else a step away."""
    return lambda x: forward(x) if np.array_equal(x, X) else elsewhere(x)


FORGED: dict[str, Callable[[Array], Any]] = {
    "NaN": lambda x: np.full((5, 3), np.nan),
    "infinite": lambda x: np.full((5, 3), np.inf),
    "nothing": lambda x: None,
    "another shape": lambda x: np.zeros((1, 1)),
    "integers": lambda x: np.zeros((5, 3), int),
    "constant": lambda x: np.ones((5, 3)),
    "NaN a step away": only_at_x(lambda x: np.full((5, 3), np.nan)),
    "constant a step away": only_at_x(lambda x: forward(X)),
    "huge a step away": only_at_x(lambda x: 1e308 * np.sign(x - X)[:, :3]),
    "large a step away": only_at_x(lambda x: 1e100 * np.sign(x - X)[:, :3]),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
@pytest.mark.parametrize("factor", [1.0, 2.0])
def test_a_forged_forward_fits_no_gradient(forged: Callable[[Array], Any], factor: float) -> None:
    """No answer of forward makes every gradient right, however large or undefined it is."""
    with pytest.raises(CheckFailed):
        judged(forged, factor * RIGHT)


def test_the_failure_tells_no_hidden_number() -> None:
    """'Twice too large' is what helps."""
    with pytest.raises(CheckFailed) as failed:
        judged(forward, 2 * RIGHT)
    said = f"{failed.value.message.en} {failed.value.message.ko} {failed.value.difference}"
    for number in (*RIGHT.flat, *X.flat, *DOUT.flat):
        assert not re.search(rf"\b{abs(number):.3f}", said)
