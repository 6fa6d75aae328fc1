"""The gradient check: no false alarm, and what it says of a wrong gradient."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.random import default_rng

from grader.checks.compare import CheckFailed
from grader.checks.gradient import expect_gradient

ROOT = Path(__file__).parents[3]
A = default_rng(0).normal(size=(4, 6))


@pytest.fixture(scope="module")
def layers() -> ModuleType:
    """Right layers at their worst points, as in the figures of the README."""
    spec = importlib.util.spec_from_file_location(
        "benchmark_gradient", ROOT / "benchmarks" / "gradient.py"
    )
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def said(gradient: Any, forward: Callable[[Any], Any] = lambda x: A @ x, **how: Any) -> CheckFailed:
    """The failure of a gradient of forward at a batch of columns."""
    x, dout = default_rng(1).normal(size=(6, 3)), default_rng(2).normal(size=(4, 3))
    with pytest.raises(CheckFailed) as caught:
        expect_gradient(
            forward, at=x, gradient=gradient(dout), cotangent=dout, rng=default_rng(3), **how
        )
    return caught.value


def test_right_layers_raise_no_alarm(layers: Any) -> None:
    """At zeros under a ReLU, ties under a maximum, and numbers next to a kink."""
    rng = default_rng(4)
    for _ in range(500):
        failure = layers.failure(layers.layer(rng), layers.image(rng), rng, lambda dx: dx)
        assert failure is None


def test_a_factor_is_named() -> None:
    """With the numbers that are wrong, and the name of the gradient."""
    failed = said(lambda dout: 3 * A.T @ dout, of="W", axes="ij")
    assert failed.message.en == (
        "The gradient does not fit your own forward: 18 of 18 values of dW are wrong, "
        "the first at [i=0, j=0]."
    )
    assert failed.difference is not None
    assert failed.difference.pattern is not None
    assert failed.difference.pattern.en == "Every wrong value is exactly 3 times too large."


def test_the_size_of_the_batch_is_recognised() -> None:
    """A mean in the place of a sum, or the other way round."""
    failed = said(lambda dout: A.T @ dout / 4)
    assert failed.difference is not None
    assert failed.difference.pattern is not None
    assert "4 is the size of the batch" in failed.difference.pattern.en


def test_one_wrong_number_is_found() -> None:
    """Where it is."""

    def gradient(dout: np.ndarray) -> np.ndarray:
        dx = A.T @ dout
        dx[2, 1] += 0.1
        return dx

    failed = said(gradient)
    assert failed.difference is not None
    assert failed.difference.first_index == (2, 1)
    assert failed.difference.wrong == 1


def test_a_large_gradient_is_not_looked_at_number_by_number() -> None:
    """It would take hundreds of calls; the ratio along a direction is told."""
    x = default_rng(0).normal(size=(30, 30))
    with pytest.raises(CheckFailed, match="along a random direction dx is 2 times"):
        expect_gradient(lambda x: x, at=x, gradient=2 * x, cotangent=x, rng=default_rng(0))


@pytest.mark.parametrize("jump", ["random", "step"])
def test_a_forward_that_jumps_fits_no_gradient(jump: str) -> None:
    """A kink excuses a slope between its sides; noise and steps excuse nothing."""
    noise = default_rng(5)

    def forward(x: np.ndarray) -> np.ndarray:
        if jump == "random":
            return A @ x + noise.normal(size=(4, 3))
        return A @ x + np.sign(A @ (x - default_rng(1).normal(size=(6, 3))) + 1e-7)

    said(lambda dout: 7 * A.T @ dout, forward)


def test_a_gradient_far_from_a_kink_is_not_excused() -> None:
    """A ReLU's gradient that ignores the sign of its input."""
    x = default_rng(0).normal(size=(5, 5))
    dout = default_rng(1).normal(size=(5, 5))
    with pytest.raises(CheckFailed, match="does not fit your own forward"):
        expect_gradient(
            lambda x: np.maximum(x, 0), at=x, gradient=dout, cotangent=dout, rng=default_rng(2)
        )


def test_float32_is_given_more_room() -> None:
    """Its rounding is no mistake."""
    x = default_rng(0).normal(size=(6, 3))
    dout = default_rng(1).normal(size=(4, 3))
    small = A.astype(np.float32)
    expect_gradient(
        lambda x: small @ x.astype(np.float32),
        at=x,
        gradient=(small.T @ dout.astype(np.float32)),
        cotangent=dout,
        rng=default_rng(2),
    )
