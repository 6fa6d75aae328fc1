"""What a host returns: the output, and what was noticed. A stranger's code ran beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import numpy as np

from grader.cuda.fault import Finding, KernelWrong, Kind, explain, first_of
from grader.cuda.shape import Array
from grader.cuda.source import KernelSource
from grader.errors import ProtocolViolation

_ARRAYS = ("x", "w", "b", "y")


class Noticed(msgspec.Struct, array_like=True, forbid_unknown_fields=True):
    """As hosts/ return it."""

    kind: int
    line: int  # of the source, or 0
    code: int  # a place in the library, or 0
    write: int
    offset: int  # bytes from the beginning of the array
    name: str


def read_result(answer: Any, y_shape: tuple[int, ...]) -> tuple[Array, Sequence[Noticed]]:
    """The two, or `ProtocolViolation`."""
    match answer:
        case (np.ndarray() as y, list() as noticed) if y.shape == y_shape and y.dtype == np.float32:
            try:
                return y, msgspec.convert([list(each) for each in noticed], list[Noticed])
            except (TypeError, msgspec.ValidationError):
                pass
    raise ProtocolViolation("a kernel's result that is none")


def explained(
    noticed: Sequence[Noticed], source: KernelSource, tool: str, line_of: Callable[[int], int]
) -> KernelWrong:
    """The most telling of them; `line_of` finds the line behind a place in the library."""
    found = first_of([_finding(each, source, line_of) for each in noticed])
    place, location = source.place(found.line), source.location(found.line)
    return KernelWrong(explain(found, place, tool), location)


def _finding(noticed: Noticed, source: KernelSource, line_of: Callable[[int], int]) -> Finding:
    """Of a worker's words only those are passed on that the source itself holds."""
    if noticed.kind not in list(Kind):
        raise ProtocolViolation(f"a finding of kind {noticed.kind}")
    line = noticed.line or line_of(abs(noticed.code))
    known = noticed.name in _ARRAYS or source.has_word(noticed.name)
    return Finding(
        kind=Kind(noticed.kind),
        line=line,
        name=noticed.name if known else "?",
        write=bool(noticed.write),
        before=noticed.offset < 0,
    )
