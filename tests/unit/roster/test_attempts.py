"""Files that were handed in again make a new attempt; the others stay."""

from __future__ import annotations

import pytest

from grader.roster.attempts import Version, attempts
from grader.roster.found import Part


def versions(*names: str) -> list[Version]:
    """`a2` is the second repetition of the file a."""
    return [Version(Part(name, (name[0],)), int(name[1:] or 0)) for name in names]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("a", "b"), [{"a", "b"}]),
        (("a1", "b"), [{"a1", "b"}]),
        (("a", "a1", "b"), [{"a", "b"}, {"a1", "b"}]),
        (("a", "a2", "b1"), [{"a", "b1"}, {"a2", "b1"}]),
        (("a", "a1", "b", "b2"), [{"a", "b"}, {"a1", "b"}, {"a1", "b2"}]),
        (("a", "a1", "b5"), [{"a"}, {"a1", "b5"}]),
    ],
)
def test_attempts(names: tuple[str, ...], expected: list[set[str]]) -> None:
    """As many as there are replacements, and one."""
    found = attempts(versions(*names))
    assert [{part.top for part in parts} for parts in found] == expected
