"""An assignment as its author wrote it: assignment.toml, references, secret."""

from grader.assignment.locate import find
from grader.assignment.model import Assignment, Essay, Exercise
from grader.assignment.secret import course_secret, seed_of

__all__ = ["Assignment", "Essay", "Exercise", "course_secret", "find", "seed_of"]
