"""`grade gradebook sync` as a whole: where everything is, in which order, what is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from grader.assignment import Assignment
from grader.bridges.course import CONFIG, write_config, write_source
from grader.bridges.graded import Written
from grader.errors import SubmissionError, UsageError
from grader.exports.classes import class_standings, in_full
from grader.exports.standing import Standing
from grader.gradebook.opening import FILE, opened, url_of
from grader.gradebook.pages import Pages
from grader.gradebook.sync import WrittenBy, fetch, push
from grader.ledger import Ledger
from grader.roster import Found, Student, Told, discover, read_roster
from grader.stage import StagedSubmission
from grader.stage.names import listed
from grader.text import Language, Text, say

Roster = tuple[Student, ...] | None


class Course(NamedTuple):
    """What the command line says."""

    folder: Path
    database: str | None  # nbgrader's own, if None
    roster: Path | None
    submissions: Sequence[Path]  # for the code that formgrader shows
    new: bool = False  # it may be made


def sync_class(
    assignment: Assignment, ledger: Ledger, course: Course, language: Language, told: Told
) -> Iterator[Text]:
    """Fetch what people gave, keep it in the ledger, write the verdicts; says what was done.

    `told` hears what was read of the roster.
    """
    if not course.new:
        _require_course(course.folder)
    roster = read_roster(course.roster, told) if course.roster else None
    if not (course.folder / "source" / assignment.name).exists():
        write_source(assignment, course.folder)
    write_config(assignment, course.folder)
    pages = Pages(course.folder, assignment.name)
    url = course.database or url_of(course.folder)
    with opened(url, course.folder.absolute().name, assignment.name) as book:
        marks = fetch(book, pages, assignment, ledger.marks(assignment.name))
        for mark in marks:
            ledger.mark(mark)
        yield say("From formgrader: {count} new grades and comments.", count=len(marks))
        standings = _standings(assignment, ledger, roster)
        written_by = _written_by(assignment, ledger, course.submissions, roster)
        done = push(book, pages, assignment, in_full(ledger, standings), written_by, language)
        book.commit()
    yield say(
        "In the gradebook: {students} students, {cells} cells each, {waiting} grades wait for"
        " a person.",
        students=done.students,
        cells=done.cells,
        waiting=done.waiting,
    )


def _require_course(folder: Path) -> None:
    """A mistyped name must not make another course, which nobody grades in."""
    if _is_course(folder):
        return
    beside = folder.absolute().parent
    known = [each for each in beside.iterdir() if _is_course(each)] if beside.is_dir() else []
    raise UsageError(
        say(
            "{folder} is no course of nbgrader. Courses beside it: {names}. Give --new to make it.",
            folder=folder,
            names=listed(sorted(each.name for each in known)) or "-",
        )
    )


def _is_course(folder: Path) -> bool:
    return any((folder / name).exists() for name in (CONFIG, FILE))


def _standings(assignment: Assignment, ledger: Ledger, roster: Roster) -> list[Standing]:
    standings = class_standings(ledger, assignment)
    names = {student.id: student.name for student in roster or ()}
    return [replace(s, name=names.get(s.student, "")) for s in standings]


def _written_by(
    assignment: Assignment, ledger: Ledger, submissions: Sequence[Path], roster: Roster
) -> WrittenBy:
    """Code from the submissions that were named, if they are what was graded; answers we have."""
    found = discover(submissions, roster).found if submissions else ()
    answers: dict[str, dict[str, str]] = {}
    for kept in ledger.essays.answers(assignment.name):
        answers.setdefault(kept.submission_sha256, {})[kept.question] = kept.text

    def written_by(student: str, sha256: str) -> Written:
        mine = (each for each in found if each.student_id == student)
        versions = (staged for each in mine if (staged := _staged(each, assignment)))
        sources = next((staged.sources for staged in versions if staged.sha256 == sha256), {})
        return Written(sources, answers.get(sha256, {}))

    return written_by


def _staged(found: Found, assignment: Assignment) -> StagedSubmission | None:
    """None for what cannot be taken in: it was not graded either."""
    try:
        return found.stage(assignment.files)
    except SubmissionError:
        return None
