"""Where essays are read and decided on: the ledger question by question, without names."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Final, Self

from grader.answers import Drawing, decoded, questions_in
from grader.answers.rubric import Rubric
from grader.assignment import Assignment, Essay
from grader.errors import UsageError
from grader.essays.rubrics import rubrics_of
from grader.essays.sheets import Sheet, Whose, sheets_of
from grader.essays.views import AnswerView, Decision, ItemView, MarkView, QuestionView
from grader.exports.classes import class_standings, require_verdicts
from grader.ledger import Entry, KeptAnswer, Ledger, Mark
from grader.text import say

MOST_COMMENT: Final = 2000  # characters
Marks = Mapping[Whose, Sequence[Mark]]


class Desk:
    """What one person has before them; several may sit at one ledger."""

    def __init__(
        self,
        ledger: Ledger,
        assignment: Assignment,
        rubrics: Mapping[str, Rubric],
        person: str,
        counting: Callable[[], Sequence[Entry]],
    ) -> None:
        """Use `Desk.open`. `counting` gives each student's submission that counts."""
        self.assignment, self.person = assignment, person
        self._ledger, self._rubrics, self._counting = ledger, rubrics, counting
        self._essays = {e.id: e for each in assignment.exercises for e in each.essays}
        self._asked = questions_in(decoded(assignment.questions()))
        self._secret = secrets.token_hex()
        self._handed_in: list[Whose] = []
        self._kept: dict[str, dict[str, KeptAnswer]] = {}  # by question and submission
        self._sheets: dict[str, list[Sheet]] = {}  # by question, in the order of the page

    @classmethod
    def open(cls, ledger: Ledger, assignment: Assignment, person: str) -> Self:
        """`AssignmentError` where the rubric is missing or not one of these essays.

        `UsageError` where the ledger is of other assignments.
        """
        require_verdicts(ledger, assignment, expected=False)

        def counting() -> list[Entry]:
            return [each.entry for each in class_standings(ledger, assignment) if each.entry]

        return cls(ledger, assignment, rubrics_of(assignment), person, counting)

    def questions(self) -> list[QuestionView]:
        """Every essay of the assignment, and how far it is; what was handed in is read anew."""
        keys = [entry.key for entry in self._counting()]
        self._handed_in = [(key.student, key.submission_sha256) for key in keys]
        self._kept = {name: {} for name in self._essays}
        for answer in self._ledger.essays.answers(self.assignment.name):
            self._kept.setdefault(answer.question, {})[answer.submission_sha256] = answer
        self._sheets.clear()
        marks = self._ledger.marks(self.assignment.name)
        return [
            self._question(essay, _by_whose(essay.id, marks)) for essay in self._essays.values()
        ]

    def answers(self, question: str) -> list[AnswerView]:
        """All answers to a question: those that say the same together, else in no order."""
        marks = _by_whose(question, self._ledger.marks(self.assignment.name))
        return [self._answer(sheet, marks.get(sheet.whose, ())) for sheet in self._open(question)]

    def drawing(self, question: str, answer: str, number: int) -> Drawing:
        """One drawing of an answer; `UsageError` where there is none."""
        _, sha256 = self._sheet(question, answer).whose
        drawings = self._ledger.essays.drawings(self.assignment.name, sha256, question)
        if not 0 <= number < len(drawings):
            raise UsageError(say("This answer has no such drawing."))
        return drawings[number]

    def decide(self, decision: Decision) -> bool:
        """Keep a decision; False, and nothing is kept, if somebody else decided meanwhile."""
        self._require_sound(decision)
        now = datetime.now(UTC)
        sheets = {self._sheet(decision.question, name): n for name, n in decision.answers.items()}
        return self._ledger.essays.decide(
            [(self._mark(decision, sheet.whose, now), seen) for sheet, seen in sheets.items()]
        )

    def _open(self, question: str) -> list[Sheet]:
        """The sheets of a question; finding like ones takes a while, so once."""
        if question not in self._kept or question not in self._essays:
            raise UsageError(say("There is no essay {id}.", id=question))
        if question not in self._sheets:
            kept = self._kept[question]
            self._sheets[question] = sheets_of(question, self._handed_in, kept, self._secret)
        return self._sheets[question]

    def _sheet(self, question: str, answer: str) -> Sheet:
        for sheet in self._open(question):
            if sheet.id == answer:
                return sheet
        raise UsageError(say("This answer is not here; load the page again."))

    def _require_sound(self, decision: Decision) -> None:
        """`UsageError` for what the page does not send."""
        self._open(decision.question)
        rubric = self._rubrics[decision.question]
        known = {item.id for item in rubric.items}
        if (
            not decision.answers
            or not set(decision.items) <= known
            or not abs(decision.adjustment) <= rubric.points
            or len(decision.comment) > MOST_COMMENT
        ):
            raise UsageError(say("This decision does not fit the rubric; load the page again."))

    def _question(self, essay: Essay, marks: Marks) -> QuestionView:
        rubric, kept = self._rubrics[essay.id], self._kept[essay.id]
        answered = [whose for whose in self._handed_in if whose[1] in kept]
        standing = [self._standing(essay.id, marks.get(whose, ())) for whose in answered]
        quoted = [line for line in self._asked[essay.id].lines if line.startswith(">")]
        return QuestionView(
            id=essay.id,
            title=essay.title,
            points=essay.points,
            asked="\n".join(line.removeprefix(">").strip() for line in quoted),
            items=tuple(ItemView(item.id, item.points, item.text) for item in rubric.items),
            terms=rubric.terms,
            answers=len(answered),
            decided=sum(mark is not None and mark.score is not None for mark in standing),
        )

    def _answer(self, sheet: Sheet, marks: Sequence[Mark]) -> AnswerView:
        return AnswerView(
            id=sheet.id,
            text=sheet.text,
            drawings=sheet.drawings,
            group=sheet.group,
            words=sheet.words,
            mark=self._standing(sheet.question, marks),
            decisions=len(marks),
        )

    def _standing(self, question: str, marks: Sequence[Mark]) -> MarkView | None:
        if not marks or (newest := marks[-1]).withdrawn:
            return None
        return MarkView(
            items=newest.items,
            adjustment=newest.adjustment,
            comment=newest.comment,
            person=newest.person,
            at=newest.at,
            score=self._rubrics[question].score(newest.items, newest.adjustment),
        )

    def _mark(self, decision: Decision, whose: Whose, now: datetime) -> Mark:
        return Mark(
            student=whose[0],
            assignment=self.assignment.name,
            question=decision.question,
            submission_sha256=whose[1],
            items=decision.items,
            adjustment=decision.adjustment,
            comment=decision.comment.strip(),
            person=self.person,
            at=now,
            withdrawn=decision.withdrawn,
        )


def _by_whose(question: str, marks: Iterable[Mark]) -> Marks:
    found: dict[Whose, list[Mark]] = {}
    for mark in marks:
        if mark.question == question:
            found.setdefault((mark.student, mark.submission_sha256), []).append(mark)
    return found
