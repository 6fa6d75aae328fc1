"""Cells of a CSV file that a spreadsheet takes for what they are."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Final

from grader.letters import normalized

_BOM: Final = b"\xef\xbb\xbf"  # without it spreadsheets take Korean for something else
Cell = str | float | int | datetime | None

# What spreadsheets take for a formula's first letter; NFKC has made full-width forms narrow.
_FORMULA: Final = re.compile(r"\s*[=+\-@]")
_NO_TEXT: Final = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]")  # or another row's start


def csv_file(columns: Sequence[str], rows: Iterable[Mapping[str, Cell]]) -> bytes:
    """UTF-8 with BOM; what a row does not have stays empty."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(columns)
    writer.writerows([written(row.get(column)) for column in columns] for row in rows)
    return _BOM + file.getvalue().encode()


def written(value: Cell) -> str:
    """A number as a number, nothing as nothing, text as text: never a formula or a new row."""
    match value:
        case None:
            return ""
        case str():
            return _inert(value)
        case datetime():
            return value.isoformat()
        case float():
            return f"{value:.6f}".rstrip("0").rstrip(".")
        case _:
            return str(value)


def _inert(text: str) -> str:
    """Also where ; parts cells, as it does in spreadsheets of many countries."""
    flat = _NO_TEXT.sub(" ", text.encode("utf-8", "backslashreplace").decode())
    first, *more = flat.split(";")
    acts = flat[:1] != text[:1] or _is_formula(first)
    return ";".join([f"'{first}" if acts else first, *map(_text_only, more)])


def _text_only(part: str) -> str:
    return f"'{part}" if _is_formula(part) else part


def _is_formula(part: str) -> bool:
    return _FORMULA.match(normalized("NFKC", part)) is not None
