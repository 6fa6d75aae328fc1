"""Between the ledger and the gradebook."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from grader.answers.rubric import Rubric
from grader.assignment import Assignment
from grader.bridges.cells import checks
from grader.bridges.graded import Written
from grader.exports.standing import standings
from grader.gradebook.pages import Pages
from grader.gradebook.sync import Synced, fetch, push
from grader.ledger import Entry, Mark
from tests.unit.gradebook.conftest import Opened, verdict
from tests.verdicts import START, fault

CHECK, ESSAY = ("s1", "double-test_values"), ("s1", "answers-why-not")


class Class:
    """Pushes and fetches as the command does."""

    def __init__(self, book: Opened, assignment: Assignment, folder: Path) -> None:
        self.book, self.assignment = book, assignment
        self.pages = Pages(folder, "hw1")
        self.marks: list[Mark] = []

    def push(self, *entries: Entry) -> Synced:
        found = standings(entries, self.marks, rubrics=(), counting=lambda each: each[-1])
        with self.book() as book:
            done = push(book, self.pages, self.assignment, found, lambda *_: Written(), "en")
            book.commit()
        return done

    def fetch(self) -> list[Mark]:
        with self.book() as book:
            new = fetch(book, self.pages, self.assignment, self.marks)
        self.marks += new
        return new

    def give(self, place: tuple[str, str], **columns: Any) -> None:
        """What formgrader does when somebody types."""
        with self.book() as book:
            if "manual_comment" in columns:
                book.put_comments({place: columns}, book.comments())
            else:
                book.put_grades({place: {"needs_manual_grade": False, **columns}}, book.grades())
            book.commit()

    def grade(self, place: tuple[str, str]) -> Any:
        with self.book() as book:
            return book.grades()[place]


def test_verdicts_go_in(book: Opened, assignment: Assignment, folder: Path) -> None:
    """A cell for each check and essay; an answered essay waits; nobody without a verdict."""
    class_ = Class(book, assignment, folder)
    assert class_.push(verdict("s1"), verdict("s2"), fault("s3")) == Synced(2, 3, 2)
    assert class_.grade(CHECK).auto == 2.0
    waiting = class_.grade(ESSAY)
    assert (waiting.auto, waiting.waits) == (None, True)
    unanswered = class_.grade(("s1", "answers-draw-it"))
    assert (unanswered.auto, unanswered.waits) == (0.0, False)


def test_people_come_back_into_our_totals(
    book: Opened, assignment: Assignment, folder: Path
) -> None:
    """A grade with its comment on an essay, and one that corrects a check."""
    class_ = Class(book, assignment, folder)
    class_.push(verdict("s1"))
    class_.give(ESSAY, manual_score=0.75)
    class_.give(ESSAY, manual_comment="Nearly.")
    class_.give(CHECK, manual_score=3.0)
    by_question = {mark.question: mark for mark in class_.fetch()}
    assert by_question["why-not"].comment == "Nearly."
    rubrics: Sequence[Rubric] = ()
    (found,) = standings(
        [verdict("s1")], class_.marks, rubrics=rubrics, counting=lambda each: each[-1]
    )
    assert (found.score, found.marked, found.waiting, found.total) == (3.0, 0.75, 0.0, 3.75)
    assert class_.fetch() == []


def test_a_persons_grade_survives_a_regrade(
    book: Opened, assignment: Assignment, folder: Path
) -> None:
    """Ours changes beside it; where it does, somebody is asked to look again."""
    class_ = Class(book, assignment, folder)
    class_.push(verdict("s1"))
    class_.give(ESSAY, manual_score=0.75)
    class_.give(CHECK, manual_score=2.5)
    class_.push(verdict("s1", score=1.0, checks_sha256="x"))
    corrected, essay = class_.grade(CHECK), class_.grade(ESSAY)
    assert (corrected.auto, corrected.manual, corrected.waits) == (1.0, 2.5, True)
    assert (essay.manual, essay.waits) == (0.75, False)
    class_.push(verdict("s1", score=1.0, checks_sha256="x"))
    assert class_.grade(CHECK).waits


def test_a_new_version_asks_for_another_look(
    book: Opened, assignment: Assignment, folder: Path
) -> None:
    """The grade was given for other words: it is none on the new ones until it is confirmed."""
    class_ = Class(book, assignment, folder)
    class_.push(verdict("s1"))
    class_.give(ESSAY, manual_score=0.75)
    assert len(class_.fetch()) == 1
    class_.push(verdict("s1"), verdict("s1", submission_sha256="n" * 64, recorded_at=START))
    essay = class_.grade(ESSAY)
    assert (essay.manual, essay.waits) == (0.75, True)
    assert class_.fetch() == []
    class_.give(ESSAY, manual_score=0.75)
    (confirmed,) = class_.fetch()
    assert confirmed.submission_sha256 == "n" * 64


def test_a_gradebook_made_of_the_notebook_keeps_its_cells(
    book: Opened, assignment: Assignment, folder: Path
) -> None:
    """There every exercise has one cell: its score is the sum of its checks."""
    with book() as made:
        made.define([checks("double-checks", "", 3.0)], None)
        made.commit()
    class_ = Class(book, assignment, folder)
    class_.push(verdict("s1"))
    assert class_.grade(("s1", "double-checks")).auto == 2.0
    class_.give(("s1", "double-checks"), manual_score=3.0)
    assert [mark.question for mark in class_.fetch()] == ["double"]
