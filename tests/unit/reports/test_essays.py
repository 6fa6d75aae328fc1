"""What the report says of essays."""

from __future__ import annotations

from typing import Any

from msgspec.structs import replace

from grader.records import EssayResult
from grader.reports.essays import essay_remarks, first_unanswered
from grader.reports.next_step import NextStep
from grader.reports.total import Total
from grader.text import Text


def essay(number: int, *, answered: bool, notes: tuple[Text, ...] = ()) -> EssayResult:
    title = Text(en=f"Essay {number}", ko=f"문제 {number}")
    return EssayResult(f"essay-{number}", title, 0.5, answered=answered, notes=notes)


def test_answered_and_missing_essays_are_told_apart(make: Any) -> None:
    """Each with what it is worth; many titles are cut short."""
    essays = tuple(essay(number, answered=number < 2) for number in range(9))
    assert list(essay_remarks(make.page(), make.exercise(essays=essays))) == [
        "Essays answered: 2 of 9. A person grades them (1 point).",
        "Essays not answered: Essay 2; Essay 3; Essay 4; Essay 5; Essay 6 and 2 more (3.5 points).",
    ]


def test_notes_name_their_essay(make: Any) -> None:
    """In the language of the page."""
    note = Text(en="No drawing.", ko="그림이 없어요.")
    essays = (essay(1, answered=True, notes=(note,)),)
    assert "문제 1: 그림이 없어요." in essay_remarks(make.page("ko"), make.exercise(essays=essays))


def test_a_note_on_many_essays_is_said_once(make: Any) -> None:
    """With the numbers of their questions."""
    note = Text(en="It is short.", ko="짧아요.")
    essays = tuple(
        replace(essay(number, answered=True, notes=(note,)), number=number) for number in (15, 17)
    )
    said = list(essay_remarks(make.page(), make.exercise(essays=essays)))
    assert said[1:] == ["Questions 15, 17: It is short."]
    said = list(essay_remarks(make.page(), make.exercise(essays=essays[:1])))
    assert said[1:] == ["Question 15: It is short."]


def test_an_exercise_without_essays_says_nothing(make: Any) -> None:
    """Most have none."""
    assert list(essay_remarks(make.page(), make.exercise())) == []
    assert first_unanswered(make.graded(make.exercise())) is None


def test_an_essay_left_out_is_the_next_step(make: Any) -> None:
    """Once every check passes."""
    essays = (essay(1, answered=True), essay(2, answered=False))
    graded = make.graded(make.exercise(make.check(), name="answers", essays=essays))
    said = " ".join(make.lines(NextStep(make.page(), graded)))
    assert 'answer this question of answers: "Essay 2"' in said
    assert "grade assignment5 answers" in said


def test_a_preview_gives_no_maximum(make: Any) -> None:
    """Where there is no score, there is nothing to add to."""
    essays = (essay(1, answered=True),)
    exercise = make.exercise(make.check(points=0.0), essays=essays, hidden_checks=2)
    graded = make.graded(exercise, needs_person=0.5)
    said = " ".join(make.lines(Total(make.page(preview=True), graded)))
    assert "There is no score yet." in said
    assert "maximum" not in said
