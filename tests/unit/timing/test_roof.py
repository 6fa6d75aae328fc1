"""The machine's own limits."""

from __future__ import annotations

import numpy as np
import pytest

from grader.timing import roof


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """As little work as tells one way from another."""
    monkeypatch.setattr(roof, "_COPIED_BYTES", 1 << 20)
    monkeypatch.setattr(roof, "_SIDE", 32)
    monkeypatch.setattr(roof, "_REPEATS", 2)
    clock = iter(np.arange(0.0, 100.0, 0.5))
    monkeypatch.setattr("time.process_time", lambda: next(clock))


def test_without_a_compiler_a_product_stands_in_and_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Nothing falls back silently."""
    monkeypatch.setattr("shutil.which", lambda _: None)
    measured = roof.measured_roof.__wrapped__()
    assert measured.by == "matmul"
    assert measured.flops_per_s == 2 * 2 * 32**3
    assert measured.bytes_per_s == 2 * 2 * (1 << 20)


@pytest.mark.skipif(roof._compiled() is None, reason="no C compiler")
def test_with_a_compiler_multiply_adds_are_counted() -> None:
    """The loop says how many operations it did."""
    measured = roof.measured_roof.__wrapped__()
    assert measured.by == "fma"
    assert measured.flops_per_s % (2 * 2 * 12 * 4) == 0


def test_a_compiler_that_fails_is_as_good_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken tool chain costs the figure, not the verdict."""
    monkeypatch.setattr("shutil.which", lambda name: "/bin/false" if name == "cc" else None)
    assert roof.measured_roof.__wrapped__().by == "matmul"


@pytest.mark.skipif(roof._compiled() is None, reason="no C compiler")
def test_measuring_leaves_arithmetic_as_it_was() -> None:
    """A library built for speed at any price would make this process lose the smallest numbers."""
    roof.measured_roof.__wrapped__()
    assert np.float64(5e-324) * np.float64(1.0) > 0
