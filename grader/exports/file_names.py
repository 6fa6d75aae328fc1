"""File names made of student ids, whatever those are."""

from __future__ import annotations

import hashlib
import re
from typing import Final

_HARMLESS: Final = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_RESERVED: Final = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)")  # on Windows
_OTHERS: Final = re.compile(r"^-|^$|[^A-Za-z0-9_-]+")  # a name with - first would be an option


def file_name(student: str) -> str:
    """A name without ending: another one for every id, on file systems of every kind.

    >>> file_name("2023123456"), file_name("../Kim")
    ('2023123456', '_Kim-d85fadd0110d')
    """
    if _HARMLESS.fullmatch(student) and not _RESERVED.fullmatch(student):
        return student
    told_apart = hashlib.sha256(student.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{_OTHERS.sub('_', student)[:40]}-{told_apart}"
