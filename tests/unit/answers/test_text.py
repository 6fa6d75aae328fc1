"""Bytes become text, or a reason why not."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers import UnreadableAnswerError, decoded, squeezed
from grader.answers.text import _ONE_SIGN, _SUPERSCRIPT, MOST_KIB, plain


def test_line_ends_and_marks_do_not_matter() -> None:
    """CRLF, a byte order mark and decomposed Hangul give the same text."""
    text = "답:\n풀링\n"
    pieces = unicodedata.normalize("NFD", text).replace("\n", "\r\n")
    assert decoded(b"\xef\xbb\xbf" + pieces.encode()) == decoded(text.encode()) == "답:\n풀링"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("답".encode("utf-16"), "UTF-16"),
        ("답은 풀링입니다".encode("cp949"), "CP949"),
        (b"\xff\xff\xff", "not UTF-8"),
        (b"a" * (MOST_KIB * 1024 + 1), "larger than 256 KiB"),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes, said: str) -> None:
    """Each reason is told with what to do."""
    with pytest.raises(UnreadableAnswerError) as caught:
        decoded(data)
    assert said in caught.value.message.en


def test_signs_are_written_in_one_way() -> None:
    """Full-width signs, dashes, crosses and raised digits become the plain ones."""
    assert plain("\uff11\uff12 \u2212 3\u00d710\u2076") == "12 - 3x10^6"


@given(
    st.text(st.characters() | st.sampled_from("\u00b2\u207b\u2013\u00d7\u00b7\uff0b"), max_size=30)
)
def test_plain_is_one_sign_after_another(text: str) -> None:
    """Signs, raised digits, Unicode's form, and the signs that this form brings about."""
    signs = str.maketrans(_ONE_SIGN)
    raised = _SUPERSCRIPT.sub(lambda found: "^" + found[0], text.translate(signs))
    assert plain(text) == unicodedata.normalize("NFKC", raised).translate(signs)
    assert squeezed(text) == "".join(c for c in plain(text).casefold() if c.isalnum())


def test_accents_by_the_thousand_are_read() -> None:
    """A quarter of a megabyte of them on one letter, which took 13 s to sort at once."""
    marks = "\u0301\u0316" * 64_000
    assert decoded(f"a{marks}".encode()).count("\u0316") == 64_000


def test_squeezed_keeps_letters_and_digits() -> None:
    """Layout goes, words stay."""
    assert squeezed("  **Max**-Pooling, 3 x 3!\n") == "maxpooling3x3"
