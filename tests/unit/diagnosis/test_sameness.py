"""Answers are compared by what they are, up to rounding."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.checks.proxy import Remote
from grader.diagnosis.sameness import STRICT, same
from grader.sandbox.wire import Handle

FINE = np.linspace(1.0, 2.0, 50, dtype=np.float32)
COARSE = FINE.astype(np.float16).astype(np.float32)


@pytest.mark.parametrize(
    ("got", "other", "alike"),
    [
        (3, 3.0, True),
        (3, 3.0 + 1e-12, True),
        (3, 4, False),
        (float("nan"), float("nan"), True),
        (2**80, 2**80, True),
        (True, 1, False),
        ([1, 2], (1, 2), True),
        ([1, 2], [1, 2, 3], False),
        ({"calls": [1]}, {"calls": [1]}, True),
        (np.ones(2), np.ones((2, 1)), False),
        (1.0, object(), False),
    ],
)
def test_values(got: Any, other: Any, *, alike: bool) -> None:
    """In kind, in shape, in number."""
    assert same(got, other) is alike


def test_half_precision_is_rounding_in_a_network_and_none_in_a_layer() -> None:
    """Whoever asks strictly tells them apart; what was computed alike is the same even then."""
    assert same(COARSE, FINE)
    assert not same(COARSE, FINE, STRICT)
    assert same(FINE * np.float32(1 + 1e-7), FINE, STRICT)


def test_an_object_tells_nothing_in_a_dict() -> None:
    """A dict of layers is compared by its keys."""
    layers = {"Conv1": Handle(7, "Convolution")}
    assert same(layers, {"Conv1": object()})
    assert not same(layers, {"conv1": object()})


def test_the_order_of_objects_tells() -> None:
    """Where a dict holds objects alone, their order is all that can be compared."""
    layers = {"Relu1": Handle(7, "Relu"), "Pool1": Handle(8, "Pooling")}
    assert same(layers, {"Relu1": object(), "Pool1": object()})
    assert not same(layers, {"Pool1": object(), "Relu1": object()})


def test_what_stayed_in_the_worker_is_no_number() -> None:
    """And it is not asked to become one."""
    client: Any = None
    assert not same(Remote(client, Handle(7, "Fraction")), 3)
