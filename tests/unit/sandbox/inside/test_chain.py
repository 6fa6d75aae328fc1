"""Calls that depend on one another."""

from __future__ import annotations

import numpy as np

from grader.sandbox.inside import chain


def test_each_call_gets_the_activated_answer_of_the_one_before() -> None:
    """Negative numbers are scaled by the slope between two calls, not after the last."""
    x = np.array([1.0, -1.0], dtype=np.float32)
    got = chain.run(lambda x, w: x * w, (x, np.float32(2.0)), 3)
    np.testing.assert_allclose(got, [8.0, -0.08], rtol=1e-6)


def test_single_precision_stays_single() -> None:
    """The activation does not make a float32 program a float64 one."""
    x = np.ones(3, dtype=np.float32)
    assert chain.run(lambda x: x, (x,), 5).dtype == np.float32


def test_the_given_array_stays_as_it_is() -> None:
    """What a chain starts from is not overwritten by the chain."""
    x = np.array([1.0, -1.0])
    chain.run(lambda x: x + 1, (x,), 3)
    np.testing.assert_array_equal(x, [1.0, -1.0])
