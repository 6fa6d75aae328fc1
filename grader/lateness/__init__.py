"""How late a submission is, what that costs, and which attempt counts; pure functions."""

from grader.lateness.counting import Attempt, counting
from grader.lateness.deadline import Counts, Deadline, instant
from grader.lateness.extension import Extension
from grader.lateness.late import Lateness, late
from grader.lateness.sentences import explanation

__all__ = [
    "Attempt",
    "Counts",
    "Deadline",
    "Extension",
    "Lateness",
    "counting",
    "explanation",
    "instant",
    "late",
]
