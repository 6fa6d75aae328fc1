"""Decisions of people in formgrader."""

from __future__ import annotations

from typing import Any

from grader.gradebook.book import Given
from grader.gradebook.marks import PERSON, Question, decisions
from grader.ledger import Mark
from tests.verdicts import START, mark

PLACE = ("s1", "answers-why-not")


def news(
    grade: Given | None = None, comment: Given | None = None, known: tuple[Mark, ...] = ()
) -> list[Mark]:
    asked = {PLACE: Question("s1", "why-not", "a" * 64)}
    grades = {} if grade is None else {PLACE: grade}
    comments = {} if comment is None else {PLACE: comment}
    return list(decisions(asked, grades, comments, known, START, "hw1"))


def told(marks: list[Mark]) -> list[tuple[Any, ...]]:
    return [(m.question, m.adjustment, m.comment, m.withdrawn) for m in marks]


def test_a_grade_and_its_comment_are_one_decision() -> None:
    """On the version that formgrader showed, of nobody by name."""
    (made,) = news(Given("g", None, 0.5), Given("c", "ours", "well said"))
    assert told([made]) == [("why-not", 0.5, "well said", False)]
    assert (made.student, made.person, made.submission_sha256) == ("s1", PERSON, "a" * 64)


def test_a_zero_is_a_decision_and_nothing_is_none() -> None:
    """An empty box is no zero."""
    assert told(news(Given("g", None, 0.0))) == [("why-not", 0.0, "", False)]
    assert news(Given("g", 1.0, None), Given("c", "ours", None)) == []


def test_extra_credit_stands_beside_the_grade() -> None:
    """Above what the question is worth; a comment without a grade decides nothing."""
    assert told(news(Given("g", 1.0, 1.0, 0.25))) == [
        ("why-not", 1.0, "", False),
        ("why-not::extra_credit", 0.25, "", False),
    ]
    assert told(news(None, Given("c", None, "hm"))) == [("why-not::comment", 0.0, "hm", False)]


def test_only_news_is_told() -> None:
    """The same grade once; another one again; none any more takes it back."""
    (first,) = news(Given("g", None, 0.5))
    assert news(Given("g", None, 0.5), known=(first,)) == []
    (second,) = news(Given("g", None, 1.0), known=(first,))
    assert second.adjustment == 1.0
    (third,) = news(Given("g", None, None), known=(first, second))
    assert third.withdrawn
    assert news(Given("g", None, None), known=(first, second, third)) == []
    (again,) = news(Given("g", None, 1.0), known=(first, second, third))
    assert again.adjustment == 1.0


def test_a_decision_taken_elsewhere_stands() -> None:
    """Until somebody decides otherwise in formgrader."""
    (first,) = news(Given("g", None, 0.5))
    elsewhere = mark("s1", "names-it", question="why-not")
    assert news(Given("g", None, 0.5), known=(first, elsewhere)) == []
    assert len(news(Given("g", None, 0.75), known=(first, elsewhere))) == 1


def test_a_grade_that_waits_for_another_look_is_none() -> None:
    """It was given for something else."""
    assert news(Given("g", None, 0.5, None, waits=True), Given("c", None, "old")) == []
