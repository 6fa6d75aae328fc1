"""Steps of the gate about written answers: rubrics, and wrong answers that must earn nothing."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace

from grader.answers import decoded, questions_in, read_answers
from grader.answers.rubric import Rubric
from grader.assignment import Exercise
from grader.records import ExerciseResult
from grader.stage import StagedSubmission
from grader.text import say
from grader.verify.findings import Finding
from grader.verify.static import bilingual
from grader.verify.subject import Subject


def essays_can_be_graded(subject: Subject) -> Iterator[Finding]:
    """Every essay has a question, a rubric that adds up and a reference answer in good form."""
    for exercise in subject.written:
        rubrics = subject.rubrics
        yield from _same_essays(exercise, rubrics)
        yield from _sound_rubrics(exercise, rubrics)
        for essay in subject.lane.grade_exercise(exercise, subject.submission()).essays:
            notes = essay.notes if essay.answered else (say("The reference leaves it out."),)
            yield from (Finding(f"{exercise.file}: {essay.id}", note) for note in notes)


def _same_essays(exercise: Exercise, rubrics: tuple[Rubric, ...]) -> Iterator[Finding]:
    have = Counter(rubric.id for rubric in rubrics)
    want = {essay.id for essay in exercise.essays}
    for name in sorted(want ^ have.keys()):
        yield Finding(name, say("It is an essay or it has a rubric, expected both."))
    for name in sorted(name for name, count in have.items() if count > 1):
        yield Finding(name, say("It has {got} rubrics, expected one.", got=have[name]))


def _sound_rubrics(exercise: Exercise, rubrics: tuple[Rubric, ...]) -> Iterator[Finding]:
    worth = {essay.id: essay.points for essay in exercise.essays}
    for essay in exercise.essays:
        yield from bilingual(f"assignment.toml: {essay.id}", essay.title)
    for rubric in rubrics:
        where = f"rubric.toml: {rubric.id}"
        if rubric.points != worth.get(rubric.id, rubric.points):
            yield Finding(
                where,
                say(
                    "The items add up to {got} points, expected {expected}.",
                    got=rubric.points,
                    expected=worth[rubric.id],
                ),
            )
        if len({item.id for item in rubric.items}) < len(rubric.items):
            yield Finding(where, say("Two items have the same id."))
        for item in rubric.items:
            yield from bilingual(f"{where}: {item.id}", item.text)


def questions_fit(subject: Subject) -> Iterator[Finding]:
    """Each question has a safe id, its points, and either an essay or a check named after it."""
    for exercise in subject.written:
        text = decoded(subject.assignment.questions())
        lines, questions = text.split("\n"), questions_in(text)
        points = _points(subject, exercise)
        for name in sorted(questions.keys() ^ points.keys()):
            yield Finding(
                name, say("Question, and essay or check named after it: one of the two is missing.")
            )
        for name, question in questions.items():
            if "-" not in name:
                yield Finding(
                    name,
                    say("An id of one word may also begin a heading in an answer; use a hyphen."),
                )
            expected = f"({points.get(name, 0):g})"
            if not lines[question.line - 1].endswith(expected):
                yield Finding(
                    name, say("Its heading does not end with its points {points}.", points=expected)
                )


def wrong_answers_score_nothing(subject: Subject) -> Iterator[Finding]:
    """An answer that is changed a little or taken from another question costs its own points."""
    for exercise in subject.written:
        right = _short_answers(subject, exercise)
        names = list(right)
        for name, after in zip(names, [*names[1:], *names[:1]], strict=True):
            wrong = {"changed": _changed(right[name]), "another question's": right[after]}
            for kind, answer in wrong.items():
                submission = _with_answers(subject, exercise, {**right, name: answer})
                result = subject.lane.grade_exercise(exercise, submission)
                yield from _costs_only(result, name, kind)


def _costs_only(result: ExerciseResult, question: str, kind: str) -> Iterator[Finding]:
    wrong = f"{result.name}::{_check_of(question)}"
    for check in result.checks:
        if check.id == wrong and check.score:
            yield Finding(check.id, say("It passes with the answer: {kind}.", kind=kind))
        if check.id != wrong and check.score < check.points:
            yield Finding(check.id, say("It also costs points in {exercise}.", exercise=question))


def _points(subject: Subject, exercise: Exercise) -> dict[str, float]:
    """By question, what its essay or check is worth."""
    checks = subject.lane.session.checks().get(exercise.name, [])
    points = {_question_of(check.name): check.mark.points for check in checks}
    return points | {essay.id: essay.points for essay in exercise.essays}


def _short_answers(subject: Subject, exercise: Exercise) -> dict[str, str]:
    """What the reference answers to the questions that the machine grades."""
    template = decoded(subject.assignment.questions())
    answers = read_answers(decoded(subject.attachments[exercise.file]), template)
    essays = {essay.id for essay in exercise.essays}
    return {name: answer.short for name, answer in answers.items() if name not in essays}


def _with_answers(
    subject: Subject, exercise: Exercise, answers: Mapping[str, str]
) -> StagedSubmission:
    text = "\n".join(f"## {name}\n\n{answer}\n" for name, answer in answers.items())
    attachments = {**subject.attachments, exercise.file: text.encode()}
    return replace(subject.submission(), attachments=attachments)


def _changed(answer: str) -> str:
    """Every number one larger; words with a letter more."""
    changed = re.sub(r"\d+", lambda found: str(int(found[0]) + 1), answer)
    return changed if changed != answer else f"{answer}x"


def _check_of(question: str) -> str:
    return f"test_{question.replace('-', '_')}"


def _question_of(check: str) -> str:
    return check.removeprefix("test_").replace("_", "-")
