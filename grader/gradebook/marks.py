"""What people gave in formgrader, as decisions that the ledger keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Final, NamedTuple

from grader.gradebook.book import Given, Place
from grader.ledger import Mark

PERSON: Final = "formgrader"  # which does not say who it was


class Question(NamedTuple):
    """What a cell of the gradebook asks."""

    student: str
    id: str  # of an essay, a check or an exercise
    submission_sha256: str  # of the version that formgrader shows


def decisions(
    asked: Mapping[Place, Question],
    grades: Mapping[Place, Given],
    comments: Mapping[Place, Given],
    known: Iterable[Mark],
    at: datetime,
    assignment: str,
) -> Iterator[Mark]:
    """What is new in formgrader since it was last read.

    A grade that waits for another look, because what it was given for has changed, is none.
    Decisions that were taken elsewhere stand until somebody decides otherwise in formgrader.
    """
    before = {_what(mark): mark for mark in known if mark.person == PERSON}
    for place, question in asked.items():
        found = _given(grades.get(place), comments.get(place))
        for suffix, points, comment in found:
            mark = Mark(
                student=question.student,
                assignment=assignment,
                question=question.id + suffix,
                submission_sha256=question.submission_sha256,
                items=(),
                adjustment=points or 0.0,
                comment=comment,
                withdrawn=points is None and not comment,
                person=PERSON,
                at=at,
            )
            if _is_news(mark, before.get(_what(mark))):
                yield mark


def _given(grade: Given | None, comment: Given | None) -> list[tuple[str, float | None, str]]:
    """Suffix of the question, points, comment: first the grade with its comment."""
    if grade is not None and grade.waits and grade.manual is not None:
        return []
    said = (comment.manual if comment else None) or ""
    points = grade.manual if grade else None
    extra = grade.extra if grade else None
    alone = "" if points is not None else said
    return [
        ("", points, said if points is not None else ""),
        ("::extra_credit", extra or None, ""),
        ("::comment", None, alone),
    ]


def _is_news(mark: Mark, before: Mark | None) -> bool:
    if before is None or before.withdrawn:
        return not mark.withdrawn
    told = (before.adjustment, before.comment, before.withdrawn)
    return told != (mark.adjustment, mark.comment, mark.withdrawn)


def _what(mark: Mark) -> tuple[str, str, str]:
    return mark.student, mark.question, mark.submission_sha256
