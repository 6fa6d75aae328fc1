"""Sizes that count windows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.triage.windows import Window, explain_sizes

H, W = Window(7, 3, 2, 1), Window(9, 3, 2, 1)


@pytest.mark.parametrize(
    ("got", "label"),
    [
        ((7, 9), "sizes: no stride"),
        ((3, 4), "sizes"),  # without the padding, with it on one side, without + 1
        ((5, 6), "sizes: no filter"),
        ((5, 4), "sizes: other axis"),
        ((11, 17), "sizes"),
    ],
)
def test_a_misreading_is_named_where_it_is_the_only_one(got: tuple[int, int], label: str) -> None:
    """The formula with the numbers is there in any case."""
    found = explain_sizes((1, 1, *got), (1, 1, 4, 5), "nchw", {"h": H, "w": W})
    assert found is not None
    assert found.label == label
    assert found.sentence.en.startswith("h: (7 + 2*1 - 3) // 2 + 1 = 4, yours ")


@pytest.mark.parametrize(
    ("window", "got", "label"),
    [
        (Window(8, 3, 1, 1), 6, "no padding"),
        (Window(8, 3, 1, 1), 7, "sizes"),
        (Window(8, 3, 2), 4, "rounded up"),
        (Window(9, 4, 3, 2), 13, "filter over stride"),
        (Window(5, 3, 1, 2), 9, "padded input"),
    ],
)
def test_misreadings_of_one_axis(window: Window, got: int, label: str) -> None:
    """Slips of the formula come before sizes that have nothing to do with it."""
    found = explain_sizes((got,), (window.positions,), "h", {"h": window})
    assert found is not None
    assert found.label.removeprefix("sizes: ") == label


def test_rows_of_im2col_count_both_axes_and_the_batch() -> None:
    """2 images of 3 x 3 patches, 25 each without the stride."""
    window = Window(7, 3, 2)
    found = explain_sizes((50, 9), (18, 9), "rc", {"r": (window, window)})
    assert found is not None
    assert found.label == "sizes: no stride"
    assert found.sentence.en.startswith("r: 2 * [(7 + 2*0 - 3) // 2 + 1 = 3] * [")


def test_sizes_that_count_no_windows_are_not_explained() -> None:
    """Nor are right ones, nor those of an array with other axes."""
    assert explain_sizes((2, 4), (1, 4), "nh", {"h": H}) is None
    assert explain_sizes((4,), (1, 4), "nh", {"h": H}) is None
    assert explain_sizes((1, 5), (1, 4), "nh", {}) is None


@given(
    st.integers(1, 20), st.integers(1, 7), st.integers(1, 4), st.integers(0, 3), st.integers(0, 30)
)
def test_any_size_gets_the_formula(
    size: int, filter_: int, stride: int, pad: int, got: int
) -> None:
    """Whatever the student's is; nothing divides by zero."""
    window = Window(size, filter_, stride, pad)
    if filter_ > size + 2 * pad or got == window.positions:
        return
    found = explain_sizes((got,), (window.positions,), "h", {"h": window})
    assert found is not None
    assert f"= {window.positions}, yours {got}" in found.sentence.en
