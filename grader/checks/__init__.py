"""What the author of an assignment imports to write checks."""

from numpy.random import Generator

from grader.answers import Answers
from grader.checks.compare import CheckFailed
from grader.checks.expect import (
    expect_close,
    expect_equal,
    expect_raises,
    expect_shape,
    expect_unchanged,
)
from grader.checks.gradient import expect_gradient
from grader.checks.marker import check
from grader.checks.proxy import Remote, Student, assign, fetch, first_of, hold
from grader.checks.tell import Tell
from grader.checks.timed import Timed
from grader.checks.written import (
    expect_matrix,
    expect_number,
    expect_numbers,
    expect_readable,
    expect_words,
)
from grader.cuda.kernel import Kernel
from grader.text import Text
from grader.timing.problem import Problem, Work
from grader.triage import Window

__all__ = [
    "Answers",
    "CheckFailed",
    "Generator",
    "Kernel",
    "Problem",
    "Remote",
    "Student",
    "Tell",
    "Text",
    "Timed",
    "Window",
    "Work",
    "assign",
    "check",
    "expect_close",
    "expect_equal",
    "expect_gradient",
    "expect_matrix",
    "expect_number",
    "expect_numbers",
    "expect_raises",
    "expect_readable",
    "expect_shape",
    "expect_unchanged",
    "expect_words",
    "fetch",
    "first_of",
    "hold",
]
