"""Reading a table: rows by the meaning of their columns, every error with its line."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.errors import UsageError
from grader.text import Text, say

Headers = Mapping[str, Sequence[str]]  # meaning -> spellings of its column, the best one first

STUDENT_HEADERS: Final = (
    *("student id", "studentid", "student number", "student no", "학번", "학생 번호", "학생번호"),
    *("id number", "sis user id", "sis id", "username", "아이디", "student", "id"),
)

_ENCODINGS: Final = ("utf-8-sig", "cp949")  # the latter is what Korean spreadsheets save
_DELIMITERS: Final = "\t;,"  # of those equally frequent in the header the last one
_MOST_BYTES: Final = 64 << 20


@dataclass(frozen=True)
class Row:
    """One line under the header; a cell that is absent is empty."""

    line: int  # counted from 1
    cells: Mapping[str, str]  # by meaning, in Unicode's composed form, without outer spaces

    def __getitem__(self, meaning: str) -> str:
        return self.cells.get(meaning, "")


@dataclass(frozen=True)
class Table:
    """What a file says, as far as it was asked for."""

    path: Path
    columns: Mapping[str, str]  # meaning -> the header that was taken for it
    rows: tuple[Row, ...]  # without blank lines

    def wrong(self, row: Row, reason: Text) -> UsageError:
        """An error in one line."""
        return UsageError(
            say("{file}, line {line}: {reason}", file=self.path, line=row.line, reason=reason)
        )


def read_table(path: Path, headers: Headers, required: Sequence[str]) -> Table:
    """The file's columns that `headers` knows; `UsageError` says what is missing or unreadable."""
    lines = _text(path).splitlines(keepends=True)
    delimiter = max(_DELIMITERS, key=(lines[0] if lines else "").count)
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    rows: list[tuple[int, list[str]]] = []
    try:
        rows += ((reader.line_num, [_clean(cell) for cell in row]) for row in reader)
    except csv.Error as error:
        raise UsageError(
            say("{file}, line {line}: {reason}", file=path, line=reader.line_num, reason=error)
        ) from None
    header = rows[0][1] if rows else []
    places = _places(path, header, headers)
    _require(path, header, headers, [name for name in required if name not in places])
    found = tuple(
        Row(line, {name: row[at] for name, at in places.items() if at < len(row)})
        for line, row in rows[1:]
        if any(row)
    )
    return Table(path, {name: header[at] for name, at in places.items()}, found)


def _places(path: Path, header: Sequence[str], headers: Headers) -> dict[str, int]:
    """Which column has which meaning; no column has two."""
    folded = [_folded(name) for name in header]
    places: dict[str, int] = {}
    for meaning, spellings in headers.items():
        for spelling in map(_folded, spellings):
            if folded.count(spelling) > 1:
                raise UsageError(
                    say("{file}: two columns are called {got}.", file=path, got=spelling)
                )
            if spelling in folded and folded.index(spelling) not in places.values():
                places[meaning] = folded.index(spelling)
                break
    return places


def _require(path: Path, header: Sequence[str], headers: Headers, missing: Sequence[str]) -> None:
    for meaning in missing:
        raise UsageError(
            say(
                "{file} has no column {expected}. Its first line is: {got}. Name the column"
                " {expected} there.",
                file=path,
                expected=headers[meaning][0],
                got=", ".join(header)[:200] or "''",
            )
        )


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES)
    except OSError as error:
        raise UsageError(
            say("{file} cannot be read: {error}", file=path, error=error.strerror)
        ) from None
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UsageError(
        say("{file} is neither UTF-8 nor CP949 text. Save it as CSV in UTF-8.", file=path)
    )


def _clean(cell: str) -> str:
    return unicodedata.normalize("NFC", cell).strip()


def _folded(header: str) -> str:
    return re.sub(r"[\s_\-.]+", " ", _clean(header)).strip().casefold()
