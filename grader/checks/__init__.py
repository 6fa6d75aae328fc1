"""What the author of an assignment imports to write checks."""

from grader.checks.compare import CheckFailed
from grader.checks.expect import (
    expect_close,
    expect_equal,
    expect_gradient,
    expect_raises,
    expect_shape,
    expect_unchanged,
)
from grader.checks.marker import check
from grader.checks.proxy import Remote, Student, fetch, first_of, hold
from grader.text import Text
from numpy.random import Generator

__all__ = [
    "CheckFailed",
    "Generator",
    "Remote",
    "Student",
    "Text",
    "check",
    "expect_close",
    "expect_equal",
    "expect_gradient",
    "expect_raises",
    "expect_shape",
    "expect_unchanged",
    "fetch",
    "first_of",
    "hold",
]
