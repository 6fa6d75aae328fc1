"""Who is how fast in a class, told honestly: what the clock cannot tell apart shares a place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from grader.records import GradedSubmission, Speed, Timing
from grader.timing.lookalikes import look_alikes

_UNDECIDED = (Speed.RETRY, Speed.REVIEW)


@dataclass(frozen=True)
class Place:
    """One program on the board."""

    rank: int
    nickname: str  # in the student's own words
    exercise: str
    timing: Timing
    alike: bool = False  # another one's nickname there looks like this one


def leaderboard(records: Iterable[GradedSubmission]) -> list[Place]:
    """All who have put a nickname into their file, exercise by exercise, the fastest first.

    A rank is one more than the number of programs that are surely faster: their interval ends
    before this one's begins. So programs whose intervals overlap can share a rank, and no rank
    rests on a difference that another run could turn round.
    """
    entries = [entry for record in records for entry in _entries(record)]
    alike = {exercise: look_alikes(names) for exercise, names in _nicknames(entries).items()}
    places = []
    for exercise, timing in sorted(entries, key=lambda entry: (entry[0], entry[1].ratio)):
        rivals = [other for name, other in entries if name == exercise]
        rank = 1 + sum(_surely_faster(other, timing) for other in rivals)
        name = timing.nickname
        places.append(Place(rank, name, exercise, timing, name in alike[exercise]))
    return sorted(places, key=lambda place: (place.exercise, place.rank, place.timing.ratio))


def _nicknames(entries: Iterable[tuple[str, Timing]]) -> dict[str, list[str]]:
    by_exercise: dict[str, list[str]] = defaultdict(list)
    for exercise, timing in entries:
        by_exercise[exercise].append(timing.nickname)
    return by_exercise


def _entries(record: GradedSubmission) -> Iterator[tuple[str, Timing]]:
    for exercise in record.exercises:
        found = [check.timing for check in exercise.checks if check.timing]
        if found and _is_shown(found[-1]):
            yield exercise.name, found[-1]


def _is_shown(timing: Timing) -> bool:
    """They want it, and there is a ratio to show."""
    return bool(timing.nickname) and timing.high is not None and timing.speed not in _UNDECIDED


def _surely_faster(one: Timing, other: Timing) -> bool:
    return one.high is not None and one.high < other.low
