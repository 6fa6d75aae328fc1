"""What is left to do for one submission."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from grader.assignment import find
from grader.batch.plan import Plan, Rejected, Todo
from grader.ledger import Entry, Ledger, Status
from grader.roster import Found
from tests.verdicts import START, graded, record

ALL = ("double", "quadruple")


class Planning:
    """Plans over one submission and one ledger."""

    def __init__(self, course: Any, ledger: Ledger) -> None:
        self.course, self.ledger = course, ledger
        self.folder: Path = course.submission()

    def look(self, wanted: tuple[str, ...] = ALL, forced_by: str | None = None) -> Any:
        assignment = find("hw1", self.course.root)
        plan = Plan(assignment, self.ledger, wanted, {}, forced_by)
        return plan.look(Found("s1", self.folder))

    def grade(self, todo: Todo, batch: str = "first") -> None:
        """Record what a lane would have answered."""
        (one,) = record().exercises
        results = (*todo.earlier, *(msgspec.structs.replace(one, name=n) for n in todo.run))
        full = msgspec.structs.replace(record(), exercises=results)
        entry = graded("s1", batch=batch, record=full, exercises=todo.exercises)
        assert self.ledger.record(msgspec.structs.replace(entry, key=todo.key), "A")


@pytest.fixture
def planning(course: Any) -> Iterator[Planning]:
    with Ledger.open(str(course.root.parent / "grades.sqlite")) as ledger:
        yield Planning(course, ledger)


def test_what_is_new_runs_in_full(planning: Planning) -> None:
    """Then its verdict stands."""
    todo = planning.look()
    assert (todo.run, todo.earlier, todo.before) == (ALL, (), None)
    planning.grade(todo)
    assert isinstance(planning.look(), Entry)


def test_only_what_was_not_asked_for_before(planning: Planning) -> None:
    """Results that hold are taken over."""
    planning.grade(planning.look(("double",)))
    todo = planning.look()
    assert todo.run == ("quadruple",)
    assert [result.name for result in todo.earlier] == ["double"]
    assert set(todo.exercises) == set(ALL)


def change_checks(planning: Planning) -> None:
    path = planning.course.solutions / "checks/test_quadruple.py"
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")


def hand_in_anew(planning: Planning) -> None:
    (planning.folder / "double.py").write_text("def double(x):\n    return x\n", "utf-8")


@pytest.mark.parametrize(("change", "run"), [(change_checks, ("quadruple",)), (hand_in_anew, ALL)])
def test_what_a_change_concerns(
    planning: Planning, change: Callable[[Planning], None], run: tuple[str, ...]
) -> None:
    """Changed checks concern their exercise; another submission all of them."""
    first = planning.look()
    planning.grade(first)
    change(planning)
    todo = planning.look()
    assert todo.run == run
    assert todo.key != first.key


def test_force_is_once_a_batch(planning: Planning) -> None:
    """Everything again, under a key of its own, and then no more in that batch."""
    first = planning.look()
    planning.grade(first)
    forced = planning.look(forced_by="again")
    assert forced.run == ALL
    assert forced.key.checks_sha256 != first.key.checks_sha256
    planning.grade(forced, batch="again")
    assert isinstance(planning.look(forced_by="again"), Entry)


def test_what_cannot_be_taken_in(planning: Planning) -> None:
    """It is rejected once for one reason."""
    for file in planning.folder.iterdir():
        file.unlink()
    first, again = planning.look(), planning.look()
    assert isinstance(first, Rejected)
    assert (first.key, first.reason) == (again.key, again.reason)
    entry = Entry(
        key=first.key, status=Status.REJECTED, batch="b", recorded_at=START, reason=first.reason
    )
    planning.ledger.record(entry, "A")
    assert isinstance(planning.look(), Entry)
