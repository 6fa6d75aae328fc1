"""Written answers are compared tolerantly, and nothing of the right one is told."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from grader.answers import Answer
from grader.checks import (
    CheckFailed,
    expect_matrix,
    expect_number,
    expect_numbers,
    expect_readable,
    expect_words,
)
from grader.checks.written import NotAnsweredError
from grader.text import Text

HINT = Text(en="Count again.", ko="다시 세어 보세요.")


def answer(text: str, problem: Text | None = None) -> Answer:
    return Answer("how-many", text, problem)


@pytest.mark.parametrize(
    ("text", "expected", "options"),
    [
        ("4,640개", 4640, {}),
        ("4640", 4640, {"unit": "count"}),
        ("5,780만", 57_802_752, {"tolerance": 0.01}),
        ("8.4배", 8.409, {"tolerance": 0.01, "unit": "times"}),
        ("28", 28, {"unit": "percent"}),
        ("28%", 28, {"unit": "percent"}),
        ("28%", 0.28, {}),
        ("1.38억", 138_000_000, {}),
        ("0", 0, {}),
        ("-3", -3, {"tolerance": 0.1}),
    ],
)
def test_a_right_number_passes(text: str, expected: float, options: dict[str, Any]) -> None:
    """Within the tolerance, with the unit or without."""
    expect_number(answer(text), expected, **options)


@pytest.mark.parametrize(
    ("text", "expected", "options", "said"),
    [
        ("4,641", 4640, {}, "read as 4,641. That is not right"),
        ("8.6배", 8.409, {"tolerance": 0.01, "unit": "times"}, "read as 8.6x"),
        ("28배", 28, {"unit": "percent"}, "got times, expected percent"),
        ("28%", 28, {"unit": "count"}, "got percent, expected a count"),
        ("0.28", 28, {"unit": "percent"}, "read as 0.28"),
        ("28%", 28, {}, "read as 28 %"),
        ("1", 0, {"tolerance": 0.5}, "read as 1"),
        ("8~9", 8.4, {}, "range"),
        ("없음", 4, {}, "no number"),
    ],
)
def test_a_wrong_number_fails(
    text: str, expected: float, options: dict[str, Any], said: str
) -> None:
    """The message says what was read, or names the unit, and carries the hint."""
    with pytest.raises(CheckFailed) as caught:
        expect_number(answer(text), expected, hint=HINT, **options)
    assert said in caught.value.message.en
    assert caught.value.hint == HINT
    assert str(expected) not in caught.value.message.en.replace(text.rstrip("%배"), "")


def test_rows_are_compared_entry_by_entry() -> None:
    """Order and letters count."""
    expect_numbers(answer("(n, 16, 15, 10)"), ("N", 16, 15, 10))
    for wrong in ("(10, 15)", "(15, 10, 1)", "15"):
        with pytest.raises(CheckFailed, match="was read as"):
            expect_numbers(answer(wrong), (15, 10))


def test_matrices_are_compared_row_by_row() -> None:
    """A transposed one is wrong."""
    expect_matrix(answer("2 5\n9 6"), [[2, 5], [9, 6]])
    with pytest.raises(CheckFailed, match=r"read as \[\[2, 9\], \[5, 6\]\]"):
        expect_matrix(answer("2 9\n5 6"), [[2, 5], [9, 6]])


def test_words_have_several_spellings() -> None:
    """What was read is shown, shortened to one line."""
    expect_words(answer("Max Pooling입니다"), ("max pooling",))
    with pytest.raises(CheckFailed, match=r'read as "합성곱 층"\.'):
        expect_words(answer("합성곱\n층"), ("max pooling",))


EXPECTATIONS: list[Callable[[Answer], None]] = [
    lambda a: expect_number(a, 4),
    lambda a: expect_numbers(a, (4,)),
    lambda a: expect_matrix(a, [[4]]),
    lambda a: expect_words(a, ("four",)),
    lambda a: expect_readable(a, form="number"),
]


@pytest.mark.parametrize("expect", EXPECTATIONS)
def test_no_answer_is_not_wrong(expect: Callable[[Answer], None]) -> None:
    """An empty answer and one whose heading is lost are not attempted."""
    lost = Text(en="There is no heading.", ko="제목이 없어요.")
    for missing, said in ((answer(""), "how-many"), (answer("", lost), "no heading")):
        with pytest.raises(NotAnsweredError) as caught:
            expect(missing)
        assert said in caught.value.message.en


@pytest.mark.parametrize(
    ("text", "form"),
    [("5", "number"), ("(N, 5)", "numbers"), ("1 2; 3 4", "matrix"), ("a", "words")],
)
def test_any_answer_in_the_right_form_can_be_read(text: str, form: Any) -> None:
    """Right or wrong is not asked."""
    expect_readable(answer(text), answer(text), form=form)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("x", "number"),
        ("x", "numbers"),
        ("(15)", "numbers"),
        ("1 2\n3", "matrix"),
        ("2 5 9 6", "matrix"),
        ("a" * 500, "words"),
    ],
)
def test_what_cannot_be_read_names_the_question(text: str, form: Any) -> None:
    """One public check looks at several questions."""
    with pytest.raises(CheckFailed, match=r"^how-many: "):
        expect_readable(answer(text), form=form)


def test_every_answer_that_cannot_be_read_is_named() -> None:
    """Each on a line of its own with its number; those that are missing are said when all can."""
    empty = Answer("c", "", number=9)
    bad = [Answer("a", "x", number=7), empty, Answer("b", "1 2", number=8)]
    with pytest.raises(CheckFailed) as caught:
        expect_readable(*bad, form="number")
    lines = caught.value.message.en.split("\n")
    assert [line.split(":")[0] for line in lines] == ["7. a", "8. b"]
    assert caught.value.message.ko.count("\n") == 1
    with pytest.raises(NotAnsweredError, match=r"9\. c"):
        expect_readable(Answer("a", "1"), empty, form="number")
