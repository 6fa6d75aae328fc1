"""A pytest plugin that grades as most graders do: student code in pytest's own process.

Only for comparison. It gives the same checks a `student` that is the imported module itself,
and takes away every protection on the way.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import grader.checks
import grader.checks.expect
from grader.assignment import course_secret, seed_of


@contextmanager
def _expect_raises(kind: type[Exception], *, hint: object = None) -> Iterator[None]:
    del hint
    with pytest.raises(kind):
        yield


def _first_of(owner: Any, *names: str) -> Any:
    return next(getattr(owner, name) for name in names if hasattr(owner, name))


grader.checks.hold = lambda _, value: value.copy()
grader.checks.fetch = grader.checks.expect.fetch = lambda value: value
grader.checks.first_of = _first_of
grader.checks.expect_raises = _expect_raises


def pytest_addoption(parser: pytest.Parser) -> None:
    """The folder of the submission."""
    parser.addoption("--naive", metavar="DIR")


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The student's module, imported here."""
    folder = request.config.getoption("--naive")
    if folder not in sys.path:
        sys.path.insert(0, folder)
    return importlib.import_module(Path(request.node.path).stem.removeprefix("test_"))


@pytest.fixture
def rng(request: pytest.FixtureRequest) -> np.random.Generator:
    """The same random numbers as in a real run."""
    exercise = Path(request.node.path).stem.removeprefix("test_")
    return np.random.default_rng(seed_of(course_secret(), f"{exercise}::{request.node.name}"))
