"""An assignment as one notebook, made of what its files are made of: README, stubs, questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from grader.answers import decoded, questions_in
from grader.assignment import Assignment, Exercise
from grader.bridges.cells import Cell, answer, checks, notebook, solution, statement
from grader.bridges.statements import statements

ANSWER_STUB: Final = "**답 / Answer:**"  # as in answers.md
_NOT_YET: Final = re.compile(r"^( *)(raise NotImplementedError\(.*\))$", re.MULTILINE)
# nbgrader puts its own stub in the place of what stands between the marks
_MARKED: Final = r"\1### BEGIN SOLUTION\n\1\2\n\1### END SOLUTION"
_ABOUT: Final = """\
# {ko} / {en}

- `raise NotImplementedError()`를 지우고 그 자리에 코드를 쓰세요. 저장한 다음, 문제마다 맨 아래에 \
있는 `grader.check(...)` 셀을 실행하면 공개 검사 결과가 나옵니다.
- 앞 문제에서 만든 함수와 클래스는 뒤 문제의 셀에서 그대로 쓸 수 있습니다.
- 채점할 때는 노트북을 실행하지 않고 셀의 코드만 가져갑니다. `%`나 `!`로 시작하는 줄은 빼고 \
채점합니다.

- Put your code in the place of `raise NotImplementedError()`. Save, then run the cell \
`grader.check(...)` below an exercise to see the public checks.
- What you define in one exercise can be used in the cells of the exercises after it.
- The notebook itself is never run when it is graded: only the code of its cells counts. Lines \
that begin with `%` or `!` are left out.
"""
_CHECK: Final = """\
# 저장한 뒤 실행하세요. / Save the notebook, then run this.
import grader
grader.check("{name}")
"""


def notebook_of(assignment: Assignment) -> bytes:
    """The instructor's version, for `nbgrader generate_assignment`; it holds no solution."""
    return notebook(list(_cells(assignment)))


def checks_id(exercise: Exercise) -> str:
    """The cell that all checks of an exercise earn their points in."""
    return f"{exercise.name}-checks"


def points_of_checks(exercise: Exercise) -> float:
    """What the checks' cell is worth; nbgrader adds up all cells, so a bonus is worth nothing."""
    return 0.0 if exercise.bonus else exercise.points - exercise.essay_points


def answer_id(exercise: Exercise, question: str) -> str:
    """The cell of one written answer."""
    return f"{exercise.name}-{question}"


def solution_id(exercise: Exercise) -> str:
    """The cell of an exercise's code."""
    return f"{exercise.name}-solution"


def _cells(assignment: Assignment) -> Iterator[Cell]:
    title = assignment.title
    yield statement("about", _ABOUT.format(ko=title.ko, en=title.en))
    for exercise in assignment.exercises:
        yield statement(f"{exercise.name}-title", heading(exercise))
        for language, text in statements(assignment, exercise).items():
            yield statement(f"{exercise.name}-statement-{language}", text)
        if exercise.is_written:
            yield from _questions(assignment, exercise)
        else:
            yield solution(solution_id(exercise), _stub(assignment, exercise))
        source = _CHECK.format(name=exercise.name)
        yield checks(checks_id(exercise), source, points_of_checks(exercise))


def heading(exercise: Exercise) -> str:
    """What stands above an exercise's cells."""
    title = exercise.title
    return f"## {exercise.name} — {title.ko} / {title.en} ({exercise.points:g})"


def _stub(assignment: Assignment, exercise: Exercise) -> str:
    """As students get it, but for the names that the cells above have defined already."""
    modules = "|".join(re.escape(e.module) for e in assignment.programs)
    imports = re.compile(rf"^from (?:{modules}) import [^(\n]*\n", re.MULTILINE)
    stub = imports.sub("", (assignment.folder / exercise.file).read_text("utf-8"))
    return _NOT_YET.sub(_MARKED, stub).strip("\n")


def _questions(assignment: Assignment, exercise: Exercise) -> Iterator[Cell]:
    """Short answers are worth nothing themselves: the checks' cell is."""
    template = decoded(assignment.questions())
    lines = template.split("\n")
    worth = {essay.id: essay.points for essay in exercise.essays}
    for question in questions_in(template).values():
        text = "\n".join([lines[question.line - 1], *question.lines]).replace(ANSWER_STUB, "")
        identity = answer_id(exercise, question.id)
        yield statement(f"{identity}-question", text.strip())
        yield answer(identity, ANSWER_STUB, worth.get(question.id, 0.0))
