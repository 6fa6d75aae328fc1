"""What is wrong with a kernel, in words and with its place."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import IntEnum

from grader.records import Location
from grader.text import Text, say


class KernelWrong(Exception):
    """The kernel cannot be compiled, or did what no kernel may do.

    `said` is a compiler's text, which quotes the student's source.
    """

    def __init__(self, message: Text, location: Location | None = None, *, said: str = "") -> None:
        super().__init__(message.en)
        self.message = message
        self.location = location
        self.said = said


class Kind(IntEnum):
    """As fibre/runtime.cpp and hosts/interpreter.py number them."""

    OUTSIDE = 0
    UNWRITTEN = 1
    RACE = 2
    DIVERGED = 3
    READ_ONLY = 4
    INDEX = 5


# A cause before its effects: without a barrier a thread also reads what nobody has written yet.
_SHOWN_FIRST = (Kind.RACE, Kind.INDEX, Kind.OUTSIDE, Kind.READ_ONLY, Kind.DIVERGED, Kind.UNWRITTEN)


@dataclass(frozen=True)
class Finding:
    """One thing that was noticed while a kernel ran."""

    kind: Kind
    line: int  # of the kernel's source
    name: str  # of the array
    write: bool
    before: bool = False  # its beginning, not past its end


def first_of(findings: Collection[Finding]) -> Finding:
    """The one to show."""
    return min(findings, key=lambda finding: _SHOWN_FIRST.index(finding.kind))


def explain(found: Finding, place: Text, tool: str) -> Text:
    """The finding as a sentence; `place` says the line, `tool` who noticed it."""
    match found.kind:
        case Kind.OUTSIDE:
            return _outside(found, place, tool)
        case Kind.RACE if found.name == "y":
            return say(
                "At {place} two threads use the same element of y and nothing orders them. Give "
                "each output to one thread, or add atomically.",
                place=place,
            )
        case Kind.RACE:
            return say(
                "A __syncthreads() is missing: at {place} one thread uses an element of {name} "
                "that another is changing. With another order of the threads the result is "
                "another.",
                place=place,
                name=found.name,
            )
        case Kind.UNWRITTEN:
            return say(
                "At {place} the kernel reads an element of {name} that no thread has written. "
                "On a GPU it holds whatever was there before.",
                place=place,
                name=found.name,
            )
        case Kind.DIVERGED:
            return say(
                "At {place} some threads of a block wait while others wait at another "
                "__syncthreads(). All threads of a block must reach the same one.",
                place=place,
            )
        case Kind.READ_ONLY:
            return say(
                "At {place} the kernel writes into {name}, which is an input.",
                place=place,
                name=found.name,
            )
        case Kind.INDEX:
            return say("At {place} an index is beyond the end of its array.", place=place)


def _outside(found: Finding, place: Text, tool: str) -> Text:
    values = {"place": place, "name": found.name, "tool": tool}
    if found.before and found.write:
        return say(
            "At {place} the kernel writes before the beginning of {name} ({tool}).", **values
        )
    if found.before:
        return say("At {place} the kernel reads before the beginning of {name} ({tool}).", **values)
    if found.write:
        return say("At {place} the kernel writes past the end of {name} ({tool}).", **values)
    return say("At {place} the kernel reads past the end of {name} ({tool}).", **values)
