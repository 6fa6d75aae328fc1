"""A class between the ledger and nbgrader's gradebook: people's grades back, our verdicts in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, NamedTuple

from grader.assignment import Assignment
from grader.bridges.cells import Cell
from grader.bridges.form import answer_id, checks_id, solution_id
from grader.bridges.graded import GradedCell, Written, graded_cells
from grader.bridges.verdicts import CellVerdict
from grader.exports.standing import Standing
from grader.gradebook.book import Book, Given, Place
from grader.gradebook.marks import Question, decisions
from grader.gradebook.pages import Pages, Shown
from grader.hints import Hints
from grader.ledger import Mark
from grader.records import GradedSubmission
from grader.text import Language

WrittenBy = Callable[[str, str], Written]  # what a student handed in, by id and sha256


class _Submitted(NamedTuple):
    """The version of one student that counts."""

    student: str
    name: str
    sha256: str
    received_at: datetime | None  # as nbgrader keeps times: in UTC, whole seconds
    penalty: float  # what lateness costs
    tries: Mapping[str, int]  # versions that did not pass, by check


class Synced(NamedTuple):
    """What the gradebook holds now."""

    students: int
    cells: int  # of one student, that earn points
    waiting: int  # scores of the class that wait for a person


@dataclass
class _Class:
    """What goes into the database."""

    cells: dict[str, Cell] = field(default_factory=dict)  # by name
    verdicts: dict[Place, CellVerdict] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)  # students with another version than before
    received: dict[str, datetime | None] = field(default_factory=dict)  # as formgrader has it

    def add(self, student: str, cells: Iterable[GradedCell]) -> None:
        for cell, verdict in cells:
            if verdict is not None:
                name = cell["metadata"]["nbgrader"]["grade_id"]
                self.cells[name] = cell
                self.verdicts[student, name] = verdict

    def that(self, purpose: str) -> dict[Place, CellVerdict]:
        """Verdicts on the cells for grades, or for comments ("solution")."""
        names = {n for n, cell in self.cells.items() if cell["metadata"]["nbgrader"][purpose]}
        return {place: v for place, v in self.verdicts.items() if place[1] in names}


def fetch(book: Book, pages: Pages, assignment: Assignment, known: Sequence[Mark]) -> list[Mark]:
    """Decisions that were taken in formgrader since they were last fetched."""
    grades, comments = book.grades(), book.comments()
    places = grades.keys() | comments.keys()
    ids = _question_ids(assignment, {name for _, name in places})
    shown = {student: pages.shown(student) for student in {student for student, _ in places}}
    asked = {
        (student, name): Question(student, ids[name], version.submission_sha256)
        for student, name in sorted(places)
        if name in ids and (version := shown[student])
    }
    now = datetime.now(UTC)
    return list(decisions(asked, grades, comments, known, now, assignment.name))


def push(
    book: Book,
    pages: Pages,
    assignment: Assignment,
    standings: Iterable[Standing],
    written_by: WrittenBy,
    language: Language,
) -> Synced:
    """Write the class's verdicts and pages; what people gave stays as it is.

    A standing is let go as soon as its cells are made.
    """
    # A gradebook that nbgrader made of the notebook has a cell for each exercise; ours, each check
    by_check = checks_id(assignment.exercises[0]) not in book.grade_cells()
    hints, whole, class_ = Hints(assignment), _Class(), list[_Submitted]()
    for each, graded in _graded(standings):
        class_.append(each)
        record = hints.allowed_after(each.tries, graded).for_student()
        written = written_by(each.student, each.sha256)
        cells = list(graded_cells(assignment, record, written, language, by_check=by_check))
        whole.add(each.student, cells)
        whole.received[each.student] = pages.received(each.student, each.received_at)
        if _write_page(pages, each, [cell for cell, _ in cells]):
            whole.changed.add(each.student)
    _write(book, assignment, class_, whole)
    waiting = sum(given.waits for given in book.grades().values())
    return Synced(len(class_), len(book.grade_cells()), waiting)


def _graded(standings: Iterable[Standing]) -> Iterator[tuple[_Submitted, GradedSubmission]]:
    """Everybody of whom something was graded."""
    for standing in standings:
        entry = standing.entry
        if entry is not None and entry.record is not None:
            submitted = _Submitted(
                standing.student,
                standing.name,
                entry.key.submission_sha256,
                _utc(entry.received_at),
                standing.score - standing.adjusted,
                standing.tries,
            )
            yield submitted, entry.record


def _write(book: Book, assignment: Assignment, class_: Sequence[_Submitted], whole: _Class) -> None:
    due = assignment.deadline.due if assignment.deadline else None
    book.define(whole.cells.values(), _utc(due))
    book.enrol({each.student: each.name for each in class_})
    book.hand_in({each.student: (whole.received[each.student], each.penalty) for each in class_})
    grades, comments = book.grades(), book.comments()
    book.put_grades(
        {
            place: row
            for place, verdict in whole.that("grade").items()
            if (row := _grade(verdict, grades.get(place), changed=place[0] in whole.changed))
        },
        grades,
    )
    book.put_comments(
        {
            place: {"auto_comment": verdict.comment}
            for place, verdict in whole.that("solution").items()
            if place not in comments or comments[place].auto != verdict.comment
        },
        comments,
    )


def _grade(verdict: CellVerdict, given: Given | None, *, changed: bool) -> Mapping[str, Any] | None:
    """The columns to be written; None where all is as it was."""
    ours = {"auto_score": verdict.score, "needs_manual_grade": verdict.waits}
    if given is None:
        return ours
    if given.manual is not None:  # it counts on, and is looked at again if there is a reason
        ours["needs_manual_grade"] = given.waits or changed or given.auto != verdict.score
    same = (given.auto, given.waits) == (ours["auto_score"], ours["needs_manual_grade"])
    return None if same else ours


def _write_page(pages: Pages, each: _Submitted, cells: Iterable[Cell]) -> bool:
    """Whether another version was on the page before."""
    before, shown = pages.shown(each.student), Shown(each.sha256)
    pages.write(each.student, cells, shown)
    return before not in (None, shown)


def _utc(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _question_ids(assignment: Assignment, names: Iterable[str]) -> dict[str, str]:
    """By cell, what it asks: an essay, a check, or an exercise as a whole."""
    ids: dict[str, str] = {}
    for exercise in assignment.exercises:
        ids |= {solution_id(exercise): exercise.name, checks_id(exercise): exercise.name}
        ids |= {answer_id(exercise, essay.id): essay.id for essay in exercise.essays}
        start = f"{exercise.name}-test_"
        ids |= {n: n.replace("-", "::", 1) for n in names if n.startswith(start)}
    return ids
