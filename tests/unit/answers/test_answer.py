"""What a student wrote is told apart from the question."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers import Answers, read_answers
from grader.answers.answer import questions_in

TEMPLATE = """# Questions

## 1. how-many — 몇 개

> How many weights has one filter with 3 channels?
> 채널이 3개인 필터 하나의 가중치는 몇 개인가요?

**답 / Answer:**

## 2. why-not — 까닭

> Why are there none in pooling layers?

**답 / Answer:**
"""
UNFILLED = "3 channels?\n> 채널이 3개인 필터 하나의 가중치는 몇 개인가요?\n\n**답 / Answer:**"


def filled(answer: str) -> str:
    """The template with the first question answered."""
    return TEMPLATE.replace(UNFILLED, UNFILLED.removesuffix("**답 / Answer:**") + answer)


def read(text: str) -> Answers:
    return read_answers(text, TEMPLATE)


def test_the_template_is_no_answer() -> None:
    """An unfilled file answers nothing, and has every question."""
    answers = read(TEMPLATE)
    assert list(answers) == ["how-many", "why-not"]
    assert [answer.question for answer in answers.values()] == ["1. how-many", "2. why-not"]
    assert not any(answer.text or answer.problem for answer in answers.values())
    assert len(answers) == 2


@pytest.mark.parametrize(
    "answer",
    [
        "**답 / Answer:** 75",
        "**답 / Answer:**\n\n75",
        "75",
        "답: 75",
        "정답 = 75",
        "Answer: 75",
        "ANSWER\uff1a75",
        "**Answer**: 75",
        "- 답: 75",
        "3 * 25 = 75\n\n**답 / Answer:** 75",
        "Answer: 60\n\n아니, 다시.\n\nAnswer: 75",
        "**답 / Answer:** 75\n\n**답 / Answer:**",
    ],
)
def test_the_short_answer_is_found(answer: str) -> None:
    """Prefixes in both languages, working above and line breaks do not matter."""
    assert read(filled(answer))["how-many"].short == "75"


@pytest.mark.parametrize("answer", ["> 75", "```\n75\n```", "| 75 |"])
def test_markup_is_kept_with_the_answer(answer: str) -> None:
    """A quoted or fenced answer is an answer."""
    assert read(filled(answer))["how-many"].text == answer


@pytest.mark.parametrize(
    "text",
    [
        TEMPLATE.replace("\n>", " \n  >"),
        TEMPLATE.replace("channels?\n> 채널이", "channels? 채널이"),
        unicodedata.normalize("NFC", unicodedata.normalize("NFD", TEMPLATE)),
        TEMPLATE.replace("\n", "\n\n"),
        filled("```\n```"),
        filled("답:\n\n---"),
    ],
)
def test_a_changed_layout_is_no_answer(text: str) -> None:
    """A question that was wrapped anew, blank lines and empty fences say nothing."""
    assert read(text)["how-many"].text == ""


def test_a_missing_heading_is_said() -> None:
    """The message says which id to put back."""
    problem = read(TEMPLATE.replace("## 1. how-many", "## 1. Weights"))["how-many"].problem
    assert problem is not None
    assert "how-many" in problem.en
    assert problem.complete


def test_a_mistyped_id_is_accepted_with_a_note() -> None:
    """Where it can mean only the missing one."""
    answers = read(filled("75").replace("1. how-many", "1. how-meny"))
    assert answers["how-many"].text == "75"
    assert [note.en for note in answers.notes] == [
        "Line 3: the id how-meny was taken for how-many."
    ]


def test_two_answers_to_one_question_are_said() -> None:
    """With the lines of their headings, and neither is taken."""
    answer = read(filled("75") + filled("76"))["how-many"]
    assert answer.text == ""
    assert answer.problem is not None
    assert "2 times (headings on lines 3, 17)" in answer.problem.en


def test_a_doubled_heading_without_an_answer_costs_nothing() -> None:
    """A template pasted below the filled one is forgiven."""
    answer = read(filled("75") + TEMPLATE)["how-many"]
    assert (answer.text, answer.problem) == ("75", None)


def test_headings_inside_an_answer_belong_to_it() -> None:
    """An essay may have parts."""
    text = TEMPLATE + "### First\n\none\n\n### 2. Second\n\ntwo\n"
    assert "### 2. Second" in read(text)["why-not"].text


def test_questions_are_numbered_headings() -> None:
    """The title of the template is none."""
    assert list(questions_in(TEMPLATE)) == ["how-many", "why-not"]


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    """Whatever is handed in, there is an entry for each question."""
    assert list(read(text)) == ["how-many", "why-not"]


@given(st.lists(st.sampled_from([*TEMPLATE.split("\n"), "75", "> 75", "```", "답:"]), max_size=40))
def test_any_shuffled_template_can_be_read(lines: list[str]) -> None:
    """However lines are moved, doubled and lost."""
    for answer in read("\n".join(lines)).values():
        assert not answer.text or answer.problem is None


@given(st.from_regex(r"[A-Za-z가-힣 .,\n]{13,200}", fullmatch=True))
def test_an_answer_is_kept_whole(text: str) -> None:
    """What is written between two questions comes out again, but for white space at its ends."""
    got = read(filled(f"x {text} x"))["how-many"].text
    assert [line.rstrip() for line in f"x {text} x".split("\n")] == got.split("\n")
