"""Authors' TOML files, read strictly: a wrong file is named with its wrong field."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

import msgspec

from grader.errors import AssignmentError
from grader.text import say

_Content = TypeVar("_Content")


def read_toml(path: Path, content: type[_Content]) -> _Content:
    """The file as a `content`; `AssignmentError` says the file and the field that is wrong."""
    try:
        return msgspec.toml.decode(path.read_bytes(), type=content)
    except (OSError, ValueError, RecursionError) as error:  # no TOML; thousands of digits or [
        raise AssignmentError(
            say("{file} cannot be read: {error}", file=path, error=error)
        ) from None


def wrong_field(path: Path, field: str, got: object, expected: object) -> AssignmentError:
    """A field that has the right type and a wrong value."""
    line = _line_of(path, field)
    return AssignmentError(
        say(
            "{file}: {field} is {got}, expected {expected}.",
            file=f"{path}:{line}" if line else path,
            field=field,
            got=got,
            expected=expected,
        )
    )


def _line_of(path: Path, field: str) -> int | None:
    """Where `table.key` or a key above all tables stands; None for one that stands nowhere."""
    wanted_table, _, key = field.rpartition(".")
    table = ""
    for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1):
        if header := re.match(r"\s*\[\[?\s*([^\]]*?)\s*\]", line):
            table = header[1]
        elif table == wanted_table and re.match(rf"\s*{re.escape(key)}\s*=", line):
            return number
    return None
