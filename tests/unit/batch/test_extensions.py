"""Who has more time, in words."""

from __future__ import annotations

from datetime import UTC, datetime

from grader.batch.extensions import together, told
from grader.lateness import Extension
from grader.ledger import KeptExtension

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def kept(student: str, hours: float) -> KeptExtension:
    extension = Extension(student, extra_h=hours)
    return KeptExtension(assignment="hw1", extension=extension, source="f", person="", at=NOW)


def test_what_is_new_and_what_holds_are_told_apart() -> None:
    """Given now, taken back now, and known before; one taken back long ago is no news."""
    latest = {each.student: each for each in (kept("a", 1), kept("b", 2), kept("old", 0))}
    new = (kept("b", 0), kept("c", 2.5))
    assert [each.en for each in told(latest, new)] == [
        "More time, as from now: c (+2.5 h).",
        "No more time, as from now: b.",
        "More time, as the ledger says: a (+1 h).",
    ]
    assert together(latest, new) == {**latest, "b": new[0], "c": new[1]}
    assert not list(told({}, ()))


def test_a_long_list_is_cut_with_its_number() -> None:
    """A few names say enough."""
    (sentence,) = told({}, tuple(kept(f"s{number:02}", 1) for number in range(25)))
    assert sentence.en.endswith("s19 (+1 h) and 5 more.")
