"""An assignment as its author wrote it: assignment.toml, references, secret."""

from grader.assignment.locate import find, find_nearby
from grader.assignment.model import Assignment, Essay, Exercise
from grader.assignment.secret import course_secret, seed_of

__all__ = ["Assignment", "Essay", "Exercise", "course_secret", "find", "find_nearby", "seed_of"]
