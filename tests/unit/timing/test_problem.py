"""What counts as a right output of a chain."""

from __future__ import annotations

import numpy as np
import pytest

from grader.timing.device import Roof
from grader.timing.problem import Work, WrongOutput, require_right

EXPECTED = np.array([1.0, -2.0, 3.0], dtype=np.float32)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_rounding_is_no_mistake(dtype: type) -> None:
    """float32's own rounding is far inside the tolerance, in either precision."""
    require_right((EXPECTED * (1 + 1e-6)).astype(dtype), EXPECTED, 1e-4)


@pytest.mark.parametrize(
    "got",
    [
        EXPECTED.astype(np.float16),  # its rounding is larger than the tolerance
        EXPECTED + np.float32(1e-3),
        EXPECTED[None],
        EXPECTED.astype(int),
        np.full_like(EXPECTED, np.nan),
        np.full_like(EXPECTED, np.inf),
        np.zeros_like(EXPECTED),
        [1.0, -2.0, 3.0],
        None,
        "right",
    ],
    ids=str,
)
def test_everything_else_is_wrong(got: object) -> None:
    """Another shape, kind or number is a wrong output; nothing is broadcast or converted."""
    expected = EXPECTED if not isinstance(got, np.ndarray) or got.dtype != np.float16 else None
    target = EXPECTED * np.float32(1.0003) if expected is None else expected
    with pytest.raises(WrongOutput):
        require_right(got, target, 1e-4)


def test_the_roof_is_what_takes_longer() -> None:
    """Either arithmetic or memory bounds the time of a call."""
    roof = Roof(flops_per_s=100.0, bytes_per_s=10.0, by="fma")
    assert Work(flops=500.0, bytes=10.0).least_s(roof) == 5.0
    assert Work(flops=500.0, bytes=100.0).least_s(roof) == 10.0
