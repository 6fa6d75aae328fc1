"""The rubric of each essay of an assignment."""

from __future__ import annotations

from grader.answers.rubric import Rubric, read_rubrics
from grader.assignment import Assignment
from grader.errors import AssignmentError, UsageError
from grader.text import say


def rubrics_of(assignment: Assignment) -> dict[str, Rubric]:
    """By the essay's id; `AssignmentError` if one is missing."""
    essays = [essay.id for exercise in assignment.exercises for essay in exercise.essays]
    if not essays:
        raise UsageError(say("{name} has no essays.", name=assignment.name))
    if assignment.solutions is None:
        raise UsageError(
            say("The solutions of {name} are not here, nor its rubric.", name=assignment.name)
        )
    path = assignment.solutions / "rubric.toml"
    rubrics = {rubric.id: rubric for rubric in read_rubrics(path)}
    if missing := [name for name in essays if name not in rubrics]:
        raise AssignmentError(
            say("{file} has no rubric for {ids}.", file=path, ids=", ".join(missing))
        )
    return rubrics
