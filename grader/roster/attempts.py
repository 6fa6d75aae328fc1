"""Files that were handed in again, as attempts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

from grader.roster.found import Part


@dataclass(frozen=True)
class Version:
    """One file of a student, and how often it had been handed in before."""

    part: Part
    number: int = 0


def attempts(versions: Sequence[Version]) -> list[tuple[Part, ...]]:
    """What a student's files were, oldest first; a new attempt begins where one was replaced.

    A learning system numbers each file by itself, so that a file without a number belongs to
    every attempt until a newer one of its name comes.
    """
    by_file: dict[tuple[str, ...], dict[int, Part]] = defaultdict(dict)
    for version in sorted(versions, key=lambda version: version.number):
        by_file[version.part.file or (version.part.top,)][version.number] = version.part
    replaced = {number for numbers in by_file.values() for number in list(numbers)[1:]}
    return [
        tuple(
            numbers[max(earlier)]
            for numbers in by_file.values()
            if (earlier := [number for number in numbers if number < end])
        )
        for end in (*sorted(replaced), inf)
    ]
