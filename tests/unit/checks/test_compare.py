"""Comparison is strict, never vacuous, and tells no expected value."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as st_np

from grader.checks import compare
from grader.checks.compare import CheckFailed
from grader.checks.expect import expect_close
from grader.text import Text

QUICK = settings(deadline=None, max_examples=150)
FLOATS = st.integers(-(10**6), 10**6).map(lambda thousandths: thousandths / 1000)
ARRAYS = st_np.arrays(np.float64, st_np.array_shapes(max_dims=3, max_side=4), elements=FLOATS)


def failure(action: Callable[[], object]) -> CheckFailed:
    with pytest.raises(CheckFailed) as failed:
        action()
    return failed.value


def refused(got: Any, expected: Any, **options: Any) -> CheckFailed:
    return failure(lambda: expect_close(got, expected, **options))


# ----------------------------------------------------------------------------------- accepted


@QUICK
@given(ARRAYS)
def test_an_array_is_close_to_itself(array: Any) -> None:
    """Also in float32, and with the last bits lost."""
    expect_close(array.copy(), array)
    expect_close(array.astype(np.float32), array)
    expect_close(array * (1 + 1e-9), array)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        (np.array([1, 2]), np.array([1, 2])),
        (np.array([1.0, 2.0]), np.array([1, 2])),
        (np.float64(3), 3.0),
        (3.0, np.float64(3)),
        (3, 3),
        (np.array(3.0), 3.0),
        (np.zeros((0, 3)), np.zeros((0, 3))),
        (np.array([True]), np.array([True])),
        (np.array([1j]), np.array([1j])),
        (np.array([np.inf, -np.inf, np.nan, 1]), np.array([np.inf, -np.inf, np.nan, 1])),
        (np.array([1e200, 1e-200]), np.array([1e200, 1e-200])),
        (np.array([1e-300, 2e-300]), np.array([1e-300, 2e-300])),
        (np.zeros(3), np.zeros(3)),
        (np.array([1.0, 1e-12]), np.array([1.0, 0.0])),
        (np.array([1.0], np.float64), np.array([1.00001], np.float32)),
        (np.array([1.001], np.float16), np.array([1.0], np.float16)),
    ],
    ids=repr,
)
def test_what_is_right_is_accepted(got: Any, expected: Any) -> None:
    """Up to rounding, relative to the size of all expected numbers, in the coarser dtype."""
    expect_close(got, expected)


def test_a_tolerance_can_be_given() -> None:
    """Relative as well."""
    expect_close(np.array([1.05]), np.array([1.0]), tolerance=0.1)
    refused(np.array([1.05]), np.array([1.0]), tolerance=0.01)


# ------------------------------------------------------------------------------------ refused


@pytest.mark.parametrize(
    ("got", "expected", "said"),
    [
        (None, np.ones(2), "None, expected numpy.ndarray. Is a return missing?"),
        ([1.0, 1.0], np.ones(2), "returned list, expected numpy.ndarray"),
        ("1.0", 1.0, "returned str, expected float"),
        (5.0, np.full((3, 3), 5.0), "returned float, expected numpy.ndarray"),
        (np.float64(5), np.full((3, 3), 5.0), "expected numpy.ndarray"),
        (np.full((1, 3), 5.0), np.full((3, 3), 5.0), r"got \(1, 3\), expected \(3, 3\)"),
        (np.ones((3, 1)), np.ones(3), r"got \(3, 1\), expected \(3,\)"),
        (np.ones(()), np.ones(1), r"got \(\), expected \(1,\)"),
        (np.ones(2, np.float16), np.ones(2), "got float16, expected float64"),
        (np.ones(2, np.complex128), np.ones(2), "got complex128, expected float64"),
        (np.ones(2, bool), np.ones(2), "got bool, expected float64"),
        (np.ones(2, int), np.ones(2), "got int64, expected float64"),
        (np.ones(2), np.ones(2, bool), "got float64, expected bool"),
        (True, 1.0, "got bool, expected float64"),
        (np.complex128(1), 1.0, "got complex128, expected float64"),
        (2**1000, 1.0, "got object, expected float64"),
        (np.array([np.nan, 1.0]), np.ones(2), "1 of 2 numbers are NaN"),
        (np.array([np.inf, np.nan]), np.ones(2), "2 of 2 numbers are NaN"),
        (np.nan, 1.0, "1 of 1 numbers are NaN"),
        (np.array([1.0, 2.1]), np.array([1.0, 2.0]), "1 of 2 values are wrong"),
        (1.5, 1.0, "The value is wrong."),
    ],
)
def test_what_is_wrong_is_refused_for_what_it_is(got: Any, expected: Any, said: str) -> None:
    """Type, then shape, then dtype, then finite, then values."""
    assert re.search(said, refused(got, expected).message.en)


@pytest.mark.parametrize(
    ("got", "expected"),
    [
        ([5.0, 2.0], [np.inf, 2.0]),
        ([-np.inf, 2.0], [np.inf, 2.0]),
        ([np.inf, 3.0], [np.inf, 2.0]),
        ([np.nan, 3.0], [np.nan, 2.0]),
        ([1.0, 2.0], [np.nan, 2.0]),
        ([np.nan, 2.0], [np.inf, 2.0]),
        ([np.nan, np.nan], [np.inf, 2.0]),
        ([1e200, 2e200], [1e200, 1e200]),
        ([1e308, 1e308], [-1e308, 1e308]),
        ([1.0, 0.0], [0.0, 0.0]),
    ],
)
def test_no_number_makes_the_others_unimportant(got: list[float], expected: list[float]) -> None:
    """One infinite, NaN or huge expected number must not let everything pass."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        error = refused(np.array(got), np.array(expected))
    assert error.message.complete


@QUICK
@given(ARRAYS, st.data())
def test_one_wrong_number_is_found(expected: Any, data: st.DataObject) -> None:
    """Wherever it stands: the index, the count and the size of the difference are right."""
    index = tuple(data.draw(st.integers(0, side - 1)) for side in expected.shape)
    got = expected.copy()
    got[index] += 1 + np.abs(expected).max()
    difference = refused(got, expected).difference
    assert difference is not None
    assert difference.first_index == index
    assert (difference.wrong, difference.total) == (1, expected.size)
    if expected.size == 1:  # the size would tell the number
        assert difference.largest is None
    else:
        assert difference.largest == pytest.approx(1 + np.abs(expected).max(), rel=0.05)


def test_axes_have_names() -> None:
    """The author's where they fit, numbers otherwise."""
    expected = np.zeros((2, 3, 4, 4))
    got = expected.copy()
    got[1, 2, 3, 0] = 1
    error = refused(got, expected, axes=("n", "c", "h", "w"))
    assert "n=1, c=2, h=3, w=0" in error.message.en
    assert "n=1, c=2, h=3, w=0" in error.message.ko
    error = refused(got, expected, axes=("a", "b"))
    assert "axis 0=1" in error.message.en


def test_a_hint_goes_along() -> None:
    """With every kind of failure."""
    hint = Text(en="Look.", ko="보세요.")
    for got in (None, np.ones(3), np.ones(2, complex), np.full(2, np.nan), np.zeros(2)):
        assert refused(got, np.ones(2), hint=hint).hint is hint


# ------------------------------------------------------------------------------ tells nothing


def digits_in(text: str) -> set[str]:
    """The significant digits of every number in a text, without sign, zeros and point."""
    numbers = re.findall(r"\d+(?:\.\d+)?", text)
    return {number.replace(".", "").strip("0") for number in numbers}


@QUICK
@given(
    st.integers(0, 2**32),
    st_np.array_shapes(min_dims=0, max_dims=4, max_side=4),
    st.sampled_from(["other", "zeros", "ones", "shape", "kind", "nan", "shuffled", "shifted"]),
)
def test_no_expected_number_is_in_a_message(seed: int, shape: tuple[int, ...], how: str) -> None:
    """Not in either language, the difference or its pattern, whatever was returned."""
    rng = np.random.default_rng(seed)
    expected = rng.normal(size=shape)
    got: Any = {
        "other": rng.normal(size=shape),
        "zeros": np.zeros(shape),
        "ones": np.ones(shape),
        "shape": np.zeros((*shape, 2)),
        "kind": "text",
        "nan": np.full(shape, np.nan),
        "shuffled": expected.ravel()[::-1].reshape(shape),
        "shifted": expected + 1,
    }[how]
    try:
        expect_close(got, expected, axes="nchw"[: len(shape)])
    except CheckFailed as failed:
        shown = digits_in(f"{failed.message.en} {failed.message.ko} {failed.difference}")
        hidden = {f"{abs(x):.{digits}e}" for x in expected.flat for digits in range(3, 16)}
        secrets = digits_in(" ".join(number.partition("e")[0] for number in hidden))
        assert not shown & {secret for secret in secrets if len(secret) > 3}


def test_the_difference_is_rounded() -> None:
    """Two digits: enough to see its size, too few to compute the answer."""
    difference = refused(np.zeros(3), np.array([0.123456, 0.2, 0.7654321])).difference
    assert difference is not None
    assert difference.largest == 0.77


# ------------------------------------------------------------------------------------ tensors


@pytest.fixture(scope="module")
def torch() -> ModuleType:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        module: ModuleType = pytest.importorskip("torch")
    return module


def test_a_tensor_is_expected_where_the_reference_returns_one(torch: Any) -> None:
    """With or without a gradient; an array is no tensor, a tensor no array."""
    expected = torch.ones(2, 2)
    expect_close(torch.ones(2, 2, requires_grad=True), expected)
    expect_close(torch.nn.Parameter(torch.ones(2, 2)), expected)
    expect_close(torch.ones(2, 2), torch.ones(2, 2, requires_grad=True))
    assert "expected torch.Tensor" in refused(np.ones((2, 2)), expected).message.en
    assert "expected numpy.ndarray" in refused(torch.ones(2, 2), np.ones((2, 2))).message.en
    assert "1 of 4 values" in refused(torch.tensor([[1.0, 1], [1, 2]]), expected).message.en


def test_shapes_are_shown_as_numpy_prints_them() -> None:
    """With the comma of a tuple of one."""
    for shape in ((), (3,), (2, 3)):
        assert compare.shown_shape(shape) == str(shape)
