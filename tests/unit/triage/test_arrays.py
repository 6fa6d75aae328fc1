"""What is said about a wrong array: right, silent where nothing can be said, and no value."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.random import default_rng

from grader.triage import triage, triage_not_finite

_BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "triage.py"


@pytest.fixture(scope="module")
def corruptions() -> ModuleType:
    """The generator of labelled corruptions that the README's figures come from."""
    spec = importlib.util.spec_from_file_location("benchmark_triage", _BENCHMARK)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_was_done_to_an_array_is_recognised(corruptions: Any) -> None:
    """At least 98 % of labelled corruptions get their label."""
    good, tried, wrong = corruptions.labels(1000, default_rng(1))
    assert good / tried >= 0.98, wrong


def test_noise_gets_no_label(corruptions: Any) -> None:
    """At least 99 % of arrays that are wrong at random, everywhere or in places."""
    silent, seen = corruptions.ghosts(1000, default_rng(2))
    assert silent >= 990, seen


def test_a_right_array_gets_no_label() -> None:
    """Nor does one that is right up to rounding."""
    x = default_rng(0).normal(size=(2, 3))
    assert triage(x * (1 + 1e-12), x, "nc").label == ""
    assert triage(x, x, "nc").map == ()


def test_how_and_where_are_both_said() -> None:
    """Where the wrong places have a relation of their own."""
    expected = default_rng(0).normal(size=(2, 3, 4, 4))
    got = expected.copy()
    got[:, 1] *= -1
    found = triage(got, expected, "nchw")
    assert found.label == "sign, at c 1"
    assert found.pattern is not None
    assert found.pattern.en == (
        "Every wrong value has the opposite sign. All wrong values are in one channel, c=1."
    )


def test_the_map_shows_a_region_and_nothing_else() -> None:
    """A student's code could draw its inputs with what it makes wrong at random places."""
    expected = default_rng(0).normal(size=(1, 1, 4, 4))
    got = expected.copy()
    got[0, 0, [0, -1]] += 1
    got[0, 0, :, [0, -1]] += 1
    assert triage(got, expected, "nchw").map == ("xxxx", "x..x", "x..x", "xxxx")
    got = np.where(default_rng(1).random(expected.shape) < 0.5, 9.0, expected)
    assert triage(got, expected, "nchw").map == ()


def test_numbers_that_are_not_finite_are_placed() -> None:
    """And it is said whether the others are right."""
    expected = default_rng(0).normal(size=(2, 3, 4, 4))
    got = expected.copy()
    got[1] = np.nan
    found = triage_not_finite(got, expected, "nchw")
    assert found.label == "not finite, last n, others right"
    got[0, 0, 0, 0] = 7.0
    assert "others right" not in triage_not_finite(got, expected, "nchw").label


@given(seed=st.integers(0, 10**6), how=st.sampled_from(range(21)), power=st.integers(-40, 40))
def test_the_sentence_does_not_depend_on_the_size_of_the_values(
    corruptions: Any, seed: int, how: int, power: int
) -> None:
    """Scaled values give the same sentence, so it cannot tell how large they are."""
    rng = default_rng(seed)
    corruption = corruptions.CORRUPTIONS[how]
    expected = corruptions.scaled(corruption, rng)
    corrupted = corruption(expected, rng)
    if corrupted is None or corruption.__name__ == "integers":  # whole numbers are no ratio
        return
    got, _ = corrupted
    scale = 2.0**power
    assert triage(scale * got, scale * expected, "nchw") == triage(got, expected, "nchw")


@given(seed=st.integers(0, 10**6), how=st.sampled_from(range(21)))
def test_no_value_is_told(corruptions: Any, seed: int, how: int) -> None:
    """A sentence holds whole numbers only: indices, steps, counts and ratios."""
    rng = default_rng(seed)
    corruption = corruptions.CORRUPTIONS[how]
    expected = corruptions.scaled(corruption, rng)
    corrupted = corruption(expected, rng)
    pattern = corrupted and triage(corrupted[0], expected, "nchw").pattern
    if pattern:
        assert not re.search(r"\d\.\d", pattern.en + pattern.ko)
        assert all(int(number) <= 64 for number in re.findall(r"\d+", pattern.en))


@pytest.mark.parametrize("dtype", [bool, int, np.float32, complex])
def test_every_dtype_is_looked_at(dtype: type) -> None:
    """Complex numbers are placed, not explained."""
    expected = np.zeros((2, 3, 4), dtype)
    got = expected.copy()
    got[-1] = 1
    assert "last" in triage(got, expected, ("axis 0", "axis 1", "axis 2")).label
