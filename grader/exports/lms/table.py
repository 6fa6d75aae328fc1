r"""A CSV file as its bytes have it: where each cell stands, so that only some need change.

Reading and writing anew would change quoting, line ends and encoding, which an LMS may mind.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from grader.errors import UsageError
from grader.text import say

_BOM: Final = "\ufeff"
_ENCODINGS: Final = ("utf-8", "cp949")  # of a file without a mark; whatever is UTF-8 is meant so
_MARKED: Final = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_SEPARATORS: Final = ",;\t"


@dataclass(frozen=True)
class Cell:
    """One cell: its text, and where it stands among the characters of the file."""

    text: str
    start: int
    end: int
    quoted: bool


@dataclass(frozen=True)
class Table:
    """All rows of a file; the first holds the headers."""

    characters: str
    encoding: str
    rows: tuple[tuple[Cell, ...], ...]

    @classmethod
    def read(cls, data: bytes) -> Table:
        """`UsageError` if the bytes are no text, or no table with a header."""
        characters, encoding = _decoded(data)
        first = [tuple(_rows(characters, separator, most=1)) for separator in _SEPARATORS]
        widths = [len(rows[0]) if rows else 0 for rows in first]
        if max(widths) < 2:
            raise UsageError(
                say("The file has no columns: its first line has neither , nor ; nor a tab.")
            )
        separator = _SEPARATORS[widths.index(max(widths))]
        return cls(characters, encoding, tuple(_rows(characters, separator)))

    def with_texts(self, texts: Mapping[Cell, str]) -> bytes:
        """The file with other texts in some cells; they must need no quoting."""
        parts, done = [], 0
        for cell in sorted(texts, key=lambda cell: cell.start):
            written = f'"{texts[cell]}"' if cell.quoted else texts[cell]
            parts += [self.characters[done : cell.start], written]
            done = cell.end
        return "".join([*parts, self.characters[done:]]).encode(self.encoding)


def _decoded(data: bytes) -> tuple[str, str]:
    marked = _MARKED.get(data[:2])
    for encoding in (marked,) if marked else _ENCODINGS:
        try:
            characters = data.decode(encoding)
            if characters.encode(encoding) == data:
                return characters, encoding
        except UnicodeError:
            continue
    raise UsageError(say("The file is neither UTF-8, UTF-16 nor CP949 text; save it as UTF-8."))


def _rows(characters: str, separator: str, most: int = -1) -> Iterator[tuple[Cell, ...]]:
    pattern = re.compile(
        rf'(?P<quoted>"(?:[^"]|"")*")?(?P<rest>(?!")[^{separator}\r\n]*)'
        rf"(?P<end>{separator}|\r\n|\r|\n|\Z)"
    )
    row: list[Cell] = []
    position = len(_BOM) if characters.startswith(_BOM) else 0
    while most and (position < len(characters) or row):
        found = pattern.match(characters, position)
        if found is None:
            raise UsageError(say("A quote in the file is never closed; export it again."))
        row.append(_cell(found))
        position = found.end()
        if found["end"] != separator:
            yield tuple(row)
            row, most = [], most - 1


def _cell(found: re.Match[str]) -> Cell:
    quoted = found["quoted"]
    text = (quoted[1:-1].replace('""', '"') if quoted else "") + found["rest"]
    return Cell(text, found.start(), found.end("rest"), quoted is not None)
