"""A graded submission as a notebook: its code, our verdicts, and boxes for a person's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import escape
from typing import Final, NamedTuple

from grader.assignment import Assignment, Exercise
from grader.bridges.cells import Cell, answer, checks, inert_markdown, output, solution, statement
from grader.bridges.form import answer_id, checks_id, heading, points_of_checks, solution_id
from grader.bridges.verdicts import CellVerdict, comment_on, essay_verdict, score_of
from grader.records import CheckResult, ExerciseResult, GradedSubmission, Outcome
from grader.reports.bundle import exercise_bundle
from grader.reports.plain import plain_check
from grader.text import Language

_PRE: Final = '<pre style="white-space: pre-wrap">{text}</pre>'
_ABSENT: Final = "# 제출한 파일이 여기 없습니다. / The submitted file is not at hand.\n"


class GradedCell(NamedTuple):
    """A cell as it is shown, and what it comes to; None where it earns nothing and says nothing."""

    cell: Cell
    verdict: CellVerdict | None = None


class Written(NamedTuple):
    """What a student handed in, by file and by question; empty where it is not at hand."""

    sources: Mapping[str, str] = {}
    answers: Mapping[str, str] = {}


def graded_cells(
    assignment: Assignment,
    graded: GradedSubmission,
    written: Written,
    language: Language,
    *,
    by_check: bool,
) -> Iterator[GradedCell]:
    """The cells of one submission; `graded` must be what its student may see.

    With `by_check` every check has a cell of its own, else every exercise, as in the notebook
    that students fill.
    """
    for result in graded.exercises:
        exercise = assignment.exercise(result.name)
        yield GradedCell(statement(f"{exercise.name}-title", heading(exercise)))
        if exercise.is_written:
            yield from _answers(exercise, result, written, language)
        else:
            source = written.sources.get(exercise.file, _ABSENT)
            cell = solution(solution_id(exercise), source)
            yield GradedCell(cell, CellVerdict(0.0, comment_on(result, language)))
        if by_check:
            yield from _each_check(exercise, result, language)
        else:
            yield _all_checks(exercise, result, language)


def check_cell_id(check_id: str) -> str:
    """The cell of one check.

    >>> check_cell_id("convolution::test_shape")
    'convolution-test_shape'
    """
    return check_id.replace("::", "-")


def _each_check(
    exercise: Exercise, result: ExerciseResult, language: Language
) -> Iterator[GradedCell]:
    for check in result.checks:
        told = [] if check.outcome is Outcome.PASSED else [output(_told(check, language))]
        points = 0.0 if exercise.bonus else check.points
        title = f"# {check.title[language]}"
        cell = checks(check_cell_id(check.id), title, points, told)
        yield GradedCell(cell, CellVerdict(score_of([check])))


@lru_cache(maxsize=4096)  # the same mistake looks the same in every notebook
def _told(check: CheckResult, language: Language) -> dict[str, str]:
    text = plain_check(check, language)
    return {"text/html": _PRE.format(text=escape(text)), "text/plain": text}


def _all_checks(exercise: Exercise, result: ExerciseResult, language: Language) -> GradedCell:
    told = output(exercise_bundle(result, language))
    source = f"grader.check({exercise.name!r})"
    cell = checks(checks_id(exercise), source, points_of_checks(exercise), [told])
    return GradedCell(cell, CellVerdict(score_of(result.checks)))


def _answers(
    exercise: Exercise, result: ExerciseResult, written: Written, language: Language
) -> Iterator[GradedCell]:
    for essay in result.essays:
        identity = answer_id(exercise, essay.id)
        yield GradedCell(statement(f"{identity}-question", f"### {essay.title[language]}"))
        text = inert_markdown(written.answers.get(essay.id, ""))
        yield GradedCell(answer(identity, text, essay.points), essay_verdict(essay, language))
