"""Shapes are read with their letters."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers import UnreadableAnswerError, read_shape, shown_row


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("(6, 7)", (6, 7)),
        ("[6,7]", (6, 7)),
        ("6 x 7", (6, 7)),
        ("6\u00d77", (6, 7)),
        ("6 7", (6, 7)),
        ("90x75 행렬", (90, 75)),
        ("높이 6, 너비 7", (6, 7)),
        ("H = 6, W = 7", (6, 7)),
        ("torch.Size([6, 7])", (6, 7)),
        ("(32+2-5)//2+1 = 15, (20+2-3)//2+1 = 10 → (15, 10)", (15, 10)),
        ("(N, 16, 15, 10)", ("N", 16, 15, 10)),
        ("\uff08n\uff0c 16, 15, 10\uff09", ("N", 16, 15, 10)),
        ("(6,)", (6,)),
        ("Nx16x15x10", ("N", 16, 15, 10)),
        ("(16x15xN)", (16, 15, "N")),
        ("(N, 16, 15, 10)입니다. (N은 배치 크기)", ("N", 16, 15, 10)),
        ("N x 16 (N is the batch size)", ("N", 16)),
        ("max 16 x 15", (16, 15)),
    ],
)
def test_a_row_is_read(text: str, row: tuple[float | str, ...]) -> None:
    """Brackets, crosses, spaces and words between do not matter."""
    assert read_shape(text, ("N",)) == row


def test_letters_count_only_where_they_are_asked_for() -> None:
    """Without symbols a letter is a word like any other."""
    assert read_shape("(N, 6, 7)") == (6, 7)


def test_no_entry_is_said() -> None:
    """Words alone are no shape."""
    with pytest.raises(UnreadableAnswerError, match="no number"):
        read_shape("모르겠어요")


def test_what_was_read_is_shown() -> None:
    """As numpy writes shapes."""
    assert shown_row(("N", 16.0, 1.5)) == "(N, 16, 1.5)"


@given(st.lists(st.integers(0, 10**6), min_size=2, max_size=6))
def test_every_shape_survives(row: list[int]) -> None:
    """Whatever its numbers, in brackets and with crosses."""
    assert read_shape(str(tuple(row))) == tuple(row)
    assert read_shape(" x ".join(map(str, row))) == tuple(row)


@given(st.text(max_size=500))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text does anything but give a row or a reason."""
    with contextlib.suppress(UnreadableAnswerError):
        assert read_shape(text, ("N",))
