"""The fixtures that checks use, and `pytest CHECKS --submission DIR` for their authors."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from numpy.random import Generator

    from grader.checks.bench import Bench
    from grader.checks.proxy import Remote

# Heavy imports wait until a check runs: pytest loads this module wherever grade is installed.


class CheckPlugin:
    """Gives each check its student and its random numbers."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.bench: Bench | None = None  # of the exercise that is being graded

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Remote:
        """The student's module; what it does happens in a confined worker."""
        from grader.assignment import seed_of
        from grader.checks.collected import check_id

        if self.bench is None:
            raise pytest.UsageError("no submission: run pytest with --submission DIR")
        return self.bench.student(seed_of(self._secret, f"{check_id(request.node)} student"))

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> Generator:
        """Random numbers of this check alone, the same in every run of the course."""
        import numpy as np

        from grader.assignment import seed_of
        from grader.checks.collected import check_id

        return np.random.default_rng(seed_of(self._secret, check_id(request.node)))


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--submission DIR`: the submission that checks are run on."""
    parser.addoption("--submission", metavar="DIR", help="submission to run checks on")


def pytest_configure(config: pytest.Config) -> None:
    """With --submission, run checks as pytest's own tests."""
    if submission := config.getoption("--submission", None):
        from grader.checks.standalone import StandalonePlugin

        config.pluginmanager.register(StandalonePlugin(submission), "grade-standalone")


