"""A written exercise of one submission on the bench: nothing runs, everything is text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from grader.answers import (
    Answer,
    Answers,
    Drawing,
    UnreadableAnswerError,
    WrittenAnswer,
    decoded,
    is_image,
    read_answers,
    squeezed,
)
from grader.assignment import Assignment, Essay, Exercise
from grader.checks.verdict import Verdict, not_there
from grader.records import EssayResult, Outcome
from grader.stage import StagedSubmission
from grader.text import Text, say

_SHORT: Final = 40  # letters; one sentence has more


@dataclass(frozen=True)
class Paper:
    """The answers, and what the form of the essays is like."""

    answers: Answers
    essays: tuple[EssayResult, ...]


def read_paper(
    assignment: Assignment, exercise: Exercise, staged: StagedSubmission
) -> Paper | Verdict:
    """The paper of a written exercise, or the verdict that every check of it gets."""
    for refused in staged.refused:
        if refused.name == exercise.file:
            return Verdict(Outcome.REJECTED, refused.reason)
    if exercise.file not in staged.attachments:
        return not_there(exercise.file)
    try:
        text = decoded(staged.attachments[exercise.file])
    except UnreadableAnswerError as error:
        return Verdict(Outcome.REJECTED, error.message)
    answers = read_answers(text, decoded(assignment.questions()))
    essays = tuple(
        _essay(essay, answers.get(essay.id, Answer(essay.id, "")), staged.attachments)
        for essay in exercise.essays
    )
    return Paper(answers, essays)


def essays_of(assignment: Assignment, staged: StagedSubmission) -> tuple[WrittenAnswer, ...]:
    """What a submission answers to the questions that a person grades."""
    written: list[WrittenAnswer] = []
    for exercise in assignment.exercises:
        paper = read_paper(assignment, exercise, staged) if exercise.is_written else None
        if isinstance(paper, Paper):
            written += _written(exercise, paper, staged.attachments)
    return tuple(written)


def unanswered(exercise: Exercise) -> tuple[EssayResult, ...]:
    """The essays of an exercise of which nothing could be read."""
    return tuple(
        EssayResult(essay.id, essay.title, essay.points, answered=False)
        for essay in exercise.essays
    )


def _written(
    exercise: Exercise, paper: Paper, attachments: Mapping[str, bytes]
) -> Iterator[WrittenAnswer]:
    for essay, result in zip(exercise.essays, paper.essays, strict=True):
        if result.answered:
            drawings = (Drawing(name, attachments.get(name, b"")) for name in essay.drawings)
            yield WrittenAnswer(
                question=essay.id,
                text=paper.answers[essay.id].text if essay.id in paper.answers else "",
                drawings=tuple(each for each in drawings if is_image(each.data)),
            )


def _essay(essay: Essay, answer: Answer, attachments: Mapping[str, bytes]) -> EssayResult:
    notes: tuple[Text, ...] = (answer.problem,) if answer.problem else ()
    drawn = any(is_image(attachments.get(name, b"")) for name in essay.drawings)
    if answer.text or drawn:
        notes += tuple(_form(essay, answer, attachments))
    answered = answer.problem is None and bool(answer.text or drawn)
    return EssayResult(essay.id, essay.title, essay.points, answered, notes, answer.number)


def _form(essay: Essay, answer: Answer, attachments: Mapping[str, bytes]) -> Iterator[Text]:
    """What a person would miss; it costs nothing here."""
    if len(squeezed(answer.text)) < _SHORT:
        yield say("The answer is short; a good one has at least some sentences.")
    if not essay.drawings:
        return
    present = [name for name in essay.drawings if name in attachments]
    if not present:
        yield say(
            "There is no drawing. Put it beside the answers as one of: {expected}.",
            expected=", ".join(essay.drawings),
        )
    for name in present:
        if not is_image(attachments[name]):
            yield say("{name} is no PNG or JPEG picture; save it as one.", name=name)
        elif name.casefold() not in answer.text.casefold():
            yield say("The answer does not mention your drawing {name}.", name=name)
