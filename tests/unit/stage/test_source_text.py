"""Bytes of Python files become text, or a reason why not."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.stage.entries import FileRefusedError
from grader.stage.source_text import source_text

NAME = "convolution.py"


def refusal(data: bytes) -> str:
    """Why `data` is refused, in English; the Korean must be there too."""
    with pytest.raises(FileRefusedError) as refused:
        source_text(data, NAME)
    assert refused.value.reason.complete
    return refused.value.reason.en


def test_plain_text_passes_untouched() -> None:
    """UTF-8 with Korean comments is taken as it is, without notes."""
    text = "# 출력 크기 ① x² → y\ndef f():\n\treturn 1\n"
    assert source_text(text.encode(), NAME).text == text
    assert source_text(text.encode(), NAME).notes == ()


def test_byte_order_mark_is_dropped_with_a_note() -> None:
    """Windows Notepad's mark is harmless, and said."""
    source = source_text(codecs.BOM_UTF8 + b"x = 1\n", NAME)
    assert source.text == "x = 1\n"
    assert [note.en for note in source.notes] == [
        "convolution.py: the byte order mark at its beginning was dropped."
    ]


def test_windows_newlines_become_plain_without_a_note() -> None:
    """CRLF is ordinary."""
    source = source_text(b"x = 1\r\ny = 2\r\n", NAME)
    assert source.text == "x = 1\ny = 2\n"
    assert source.notes == ()


def test_a_lone_carriage_return_is_a_newline_and_noted() -> None:
    """Code after a lone CR runs although some editors show it inside the comment."""
    source = source_text(b"x = 1\r\n# comment\rimport os\n", NAME)
    assert source.text == "x = 1\n# comment\nimport os\n"
    assert "line 2" in source.notes[0].en


def test_korean_windows_text_is_named() -> None:
    """CP949 is told from other encodings, with the first place that shows it."""
    data = "x = 1\r\ny = 2  # 합성곱\r\n".encode("cp949")
    assert refusal(data) == (
        "It is saved as CP949 (Korean Windows); save it as UTF-8."
        " The first place that shows it: line 2, byte 10."
    )


def test_other_encodings_are_refused_with_the_place() -> None:
    """Latin-1 is neither UTF-8 nor Korean."""
    assert refusal(b"# caf\xe9\n") == "It is not UTF-8 text: line 1, byte 6. Save it as UTF-8."


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_marked_wide_encodings_are_named(encoding: str) -> None:
    """Their byte order mark tells them."""
    assert refusal("x = 1\n".encode(encoding)) == "It is saved as UTF-16; save it as UTF-8."


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-be"])
def test_unmarked_wide_encodings_are_refused(encoding: str) -> None:
    """Their NUL bytes give them away."""
    assert "NUL byte on line 1" in refusal("x = 1\n".encode(encoding))


def test_nul_bytes_are_refused_with_the_line() -> None:
    """Python refuses them too, without a line."""
    assert "line 2" in refusal(b"x = 1\r\ny\0 = 2\n")


@pytest.mark.parametrize(
    "cookie",
    [
        b"# -*- coding: cp949 -*-\n",
        b"#coding=utf-7\n",
        b"\n# vim: set fileencoding=unicode_escape :\n",
        b"# comment\n\t# coding: rot13\n",
        b"\xef\xbb\xbf# coding: latin-1\n",
        b"# coding: euc-kr\r",
    ],
)
def test_foreign_encoding_declarations_are_refused(cookie: bytes) -> None:
    """A declaration changes what the same bytes mean, so only utf-8 may be declared."""
    assert "declares the encoding" in refusal(cookie + b"x = 1\n")


@pytest.mark.parametrize(
    "text",
    [
        b"# -*- coding: utf-8 -*-\n",
        b"# coding: UTF8\n",
        b"x = 1\n# coding: cp949\n",
        b"\n\n# coding: cp949\n",
        b"encoding: str = 'cp949'\n",
    ],
)
def test_what_python_does_not_take_for_a_foreign_declaration_is_fine(text: bytes) -> None:
    """utf-8 under its names, or a declaration where Python reads none (PEP 263)."""
    assert source_text(text, NAME).text == text.decode()


@pytest.mark.parametrize("mark", ["\u202e", "\u2066", "\x1b", "\x08", "\u2028", "\x85", "\x0b"])
def test_hiding_characters_are_noted(mark: str) -> None:
    """Code that is shown otherwise than it runs is taken, and a person is told."""
    source = source_text(f"x = 1\n# {mark} y\n".encode(), NAME)
    assert mark in source.text
    assert source.notes[0].en.startswith("convolution.py, line 2: the invisible character \\")


def test_lookalike_identifiers_are_noted() -> None:
    """Fullwidth sys is sys to Python (PEP 3131) and not to a search for it."""
    source = source_text("import \uff53\uff59\uff53\n\u212fval = 1\n".encode(), NAME)
    assert [note.en for note in source.notes] == [
        "convolution.py, line 1: Python reads \uff53\uff59\uff53 as sys.",
        "convolution.py, line 2: Python reads \u212fval as eval.",
    ]


def test_only_a_few_lookalikes_are_noted() -> None:
    """A thousand of them do not flood the report."""
    words = "\n".join(f"\uff58{number}" for number in range(1000))
    assert len(source_text(words.encode(), NAME).notes) == 3


@given(st.binary(max_size=64))
def test_any_bytes_are_taken_or_refused(data: bytes) -> None:
    """There is no third way, and what is taken has no carriage return or NUL left."""
    try:
        text = source_text(data, NAME).text
    except FileRefusedError as refused:
        text = refused.reason.en
    assert "\r" not in text
    assert "\0" not in text
