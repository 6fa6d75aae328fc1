"""Normal forms of text that somebody made to be slow."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.letters import normalized

LETTERS = st.characters() | st.sampled_from(
    "a 가\u1100\u1161\u11a8\u0301\u0316\u0338<=\uff1d\ufdfa"
)


@given(st.text(LETTERS, max_size=20), st.integers(0, 120))
@pytest.mark.parametrize("form", ["NFC", "NFKC"])
def test_long_text_is_what_unicode_says(form: str, text: str, times: int) -> None:
    """With an ASCII character here and there, however long it is."""
    for whole in (text, f"{text} " * times):
        assert normalized(form, whole) == unicodedata.normalize(form, whole)


def test_marks_on_one_letter_are_sorted_in_pieces() -> None:
    """A quarter of a megabyte of them: the pieces are there, in order, and none is large."""
    marks = "\u0301\u0316" * 64_000
    found = normalized("NFC", f"x{marks}")
    assert sorted(found) == sorted(f"x{marks}")
    assert found.startswith("x" + "\u0316" * 400)
    assert not found.startswith("x" + "\u0316" * 600)
