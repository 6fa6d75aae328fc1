"""Matrices are read from brackets, lines, tables and LaTeX."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers import UnreadableAnswerError, read_matrix, shown_matrix


@pytest.mark.parametrize(
    "text",
    [
        "[[1, -2], [3, 4]]",
        "y = [[1, -2],\n     [3, 4]]",
        "[1, -2], [3, 4]",
        "[1 -2]\n[3 4]",
        "np.array([[1., -2.], [3., 4.]])",
        "1 -2\n3 4",
        "  1   \u22122\n\n  3    4",
        "1, -2; 3, 4",
        "1 -2 / 3 4",
        "```\n1 -2\n3 4\n```",
        "|   |   |\n|---|---|\n| 1 | -2 |\n| 3 | 4 |",
        "\\begin{bmatrix} 1 & -2 \\\\ 3 & 4 \\end{bmatrix}",
        "\uff11 -2\n3 4",
    ],
)
def test_a_matrix_is_read(text: str) -> None:
    """However its rows are written."""
    assert read_matrix(text) == ((1, -2), (3, 4))


@pytest.mark.parametrize(("text", "said"), [("", "no number"), ("1 2\n3", "lengths (2, 1)")])
def test_what_is_no_matrix_is_said(text: str, said: str) -> None:
    """Nothing, or rows of different lengths."""
    with pytest.raises(UnreadableAnswerError) as caught:
        read_matrix(text)
    assert said in caught.value.message.en


@given(
    st.integers(1, 4).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(-99, 99), min_size=n, max_size=n), min_size=1, max_size=4
        )
    )
)
def test_every_matrix_survives(rows: list[list[int]]) -> None:
    """What is shown is read as the same again."""
    matrix = read_matrix(str(rows))
    assert [list(row) for row in matrix] == rows
    assert read_matrix(shown_matrix(matrix)) == matrix


@given(st.text(max_size=500))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text does anything but give rows or a reason."""
    with contextlib.suppress(UnreadableAnswerError):
        assert read_matrix(text)
