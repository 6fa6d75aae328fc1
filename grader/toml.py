"""Authors' TOML files, read strictly: a wrong file is named with its wrong field."""

from __future__ import annotations

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
    except (OSError, UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise AssignmentError(
            say("{file} cannot be read: {error}", file=path, error=error)
        ) from None


def wrong_field(path: Path, field: str, got: object, expected: object) -> AssignmentError:
    """A field that has the right type and a wrong value."""
    return AssignmentError(
        say(
            "{file}: {field} is {got}, expected {expected}.",
            file=path,
            field=field,
            got=got,
            expected=expected,
        )
    )
