"""Bytes of a Python file as text: UTF-8 and nothing else, tricks refused or noted.

Nothing is parsed or compiled here; that happens in the worker.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from grader.stage.entries import FileRefusedError
from grader.stage.names import shown
from grader.text import Text, say

# PEP 263, as tokenize.detect_encoding reads it: on line 1, or on line 2 after a comment
_COOKIE: Final = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)", re.ASCII)
_BLANK_LINE: Final = re.compile(rb"^[ \t\f]*(?:#.*)?$")
_UTF8_NAMES: Final = frozenset({"utf-8", "utf8", "u8", "utf", "utf-8-sig"})
_HANGUL: Final = re.compile("[가-힣]")
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Control characters, line separators that Python does not end a line at, and the marks that
# reorder text: each shows a reader something else than what runs (CVE-2021-42574)
_HIDING: Final = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]"
)
_WORD: Final = re.compile(r"[^\W\d]\w*")
_MOST_WORDS: Final = 3  # noted in one file


@dataclass(frozen=True)
class SourceText:
    """A Python file that was taken in."""

    text: str  # newlines are \n
    notes: tuple[Text, ...]


def source_text(data: bytes, name: str) -> SourceText:
    """The text of the Python file `name`; raises FileRefusedError where it is not plain UTF-8."""
    if data.startswith(_UTF16_MARKS):
        raise FileRefusedError(say("It is saved as UTF-16; save it as UTF-8."))
    unmarked = data.removeprefix(codecs.BOM_UTF8)
    unix = unmarked.replace(b"\r\n", b"\n")
    lines = unix.replace(b"\r", b"\n")
    _require_no_nul(lines)
    _require_utf8_cookie(lines)
    text = _decoded(lines)
    notes = [*_hiding(name, text), *islice(_lookalikes(name, text), _MOST_WORDS)]
    if unmarked != data:
        notes.append(say("{name}: the byte order mark at its beginning was dropped.", name=name))
    if lines != unix:
        line = _line(lines, unix.index(b"\r"))
        notes.append(
            say(
                "{name}, line {line}: this line ends with a carriage return alone,"
                " which some editors do not show as the end of a line.",
                name=name,
                line=line,
            )
        )
    return SourceText(text, tuple(notes))


def _require_no_nul(lines: bytes) -> None:
    if b"\0" in lines:
        line = _line(lines, lines.index(b"\0"))
        raise FileRefusedError(
            say("It has a NUL byte on line {line}; save it as UTF-8 text.", line=line)
        )


def _require_utf8_cookie(lines: bytes) -> None:
    for line, content in enumerate(lines.split(b"\n", 2)[:2], start=1):
        cookie = _COOKIE.match(content)
        encoding = cookie[1].decode("ascii") if cookie else "utf-8"
        if encoding.lower().replace("_", "-") not in _UTF8_NAMES:
            raise FileRefusedError(
                say(
                    "Line {line} declares the encoding {got}, expected utf-8."
                    " Save the file as UTF-8 and delete the declaration.",
                    line=line,
                    got=shown(encoding),
                )
            )
        if not _BLANK_LINE.match(content):
            return


def _decoded(lines: bytes) -> str:
    try:
        return lines.decode("utf-8")
    except UnicodeDecodeError as error:
        line = _line(lines, error.start)
        byte = error.start - lines.rfind(b"\n", 0, error.start)
    if _is_korean_windows(lines):
        raise FileRefusedError(
            say(
                "It is saved as CP949 (Korean Windows); save it as UTF-8."
                " The first place that shows it: line {line}, byte {byte}.",
                line=line,
                byte=byte,
            )
        )
    raise FileRefusedError(
        say(
            "It is not UTF-8 text: line {line}, byte {byte}. Save it as UTF-8.",
            line=line,
            byte=byte,
        )
    )


def _is_korean_windows(lines: bytes) -> bool:
    try:
        return bool(_HANGUL.search(lines.decode("cp949")))
    except UnicodeDecodeError:
        return False


def _hiding(name: str, text: str) -> Iterator[Text]:
    """The first character that shows a reader something else than what runs."""
    found = _HIDING.search(text)
    if found:
        yield say(
            "{name}, line {line}: the invisible character {got} changes how the code looks.",
            name=name,
            line=_line(text, found.start()),
            got=shown(found[0]),
        )


def _lookalikes(name: str, text: str) -> Iterator[Text]:
    """Identifiers that Python reads as another, plain one (PEP 3131 normalises to NFKC)."""
    if text.isascii():
        return
    seen = set()
    for word in _WORD.finditer(text):
        plain = unicodedata.normalize("NFKC", word[0])
        if word[0] == plain or not plain.isascii() or word[0] in seen:
            continue
        seen.add(word[0])
        if word[0].isidentifier():
            yield say(
                "{name}, line {line}: Python reads {got} as {expected}.",
                name=name,
                line=_line(text, word.start()),
                got=shown(word[0]),
                expected=plain,
            )


def _line(text: str | bytes, position: int) -> int:
    """The line of a position, counted from 1."""
    if isinstance(text, str):
        return text.count("\n", 0, position) + 1
    return text.count(b"\n", 0, position) + 1
