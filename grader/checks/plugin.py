"""The fixtures that checks use, and `pytest CHECKS --submission=DIR` for their authors."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from numpy.random import Generator

    from grader.answers import Answers
    from grader.checks.bench import Bench
    from grader.checks.paper import Paper
    from grader.checks.proxy import Remote

# Heavy imports wait until a check runs: pytest loads this module wherever grade is installed.


_NO_SUBMISSION = (
    "no submission: run pytest with --submission=DIR; `student` is for exercises that are code, "
    "`answers` for one that is written"
)
_TWO_WORDS = (
    "write --submission=DIR: as two words pytest takes DIR for a folder of tests and obeys the "
    "configuration files in it, which are the student's"
)
FIXTURES = frozenset({"student", "rng", "answers"})


class CheckPlugin:
    """Gives each check its student and its random numbers."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self.bench: Bench | Paper | None = None  # of the exercise that is being graded

    @pytest.fixture
    def student(self, request: pytest.FixtureRequest) -> Remote:
        """The student's module; what it does happens in a confined worker."""
        student: Remote = self.values(request.node, ("student",))["student"]
        return student

    @pytest.fixture
    def rng(self, request: pytest.FixtureRequest) -> Generator:
        """Random numbers of this check alone, the same in every run of the course."""
        rng: Generator = self.values(request.node, ("rng",))["rng"]
        return rng

    @pytest.fixture
    def answers(self, request: pytest.FixtureRequest) -> Answers:
        """The written answers, by the question's id."""
        answers: Answers = self.values(request.node, ("answers",))["answers"]
        return answers

    def values(self, item: pytest.Item, names: Collection[str]) -> dict[str, Any]:
        """What `student`, `rng` and `answers` are for one check."""
        from numpy.random import default_rng

        from grader.assignment import seed_of
        from grader.checks.bench import Bench
        from grader.checks.collected import check_id
        from grader.checks.paper import Paper

        name = check_id(item)
        values: dict[str, Any] = {}
        if "rng" in names:
            values["rng"] = default_rng(seed_of(self._secret, name))
        if "student" in names:
            if not isinstance(self.bench, Bench):
                raise pytest.UsageError(_NO_SUBMISSION)
            values["student"] = self.bench.student(seed_of(self._secret, f"{name} student"))
        if "answers" in names:
            if not isinstance(self.bench, Paper):
                raise pytest.UsageError(_NO_SUBMISSION)
            values["answers"] = self.bench.answers
        return values


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--submission=DIR`: the submission that checks are run on."""
    parser.addoption("--submission", metavar="DIR", help="submission to run checks on")


def pytest_configure(config: pytest.Config) -> None:
    """With --submission, run checks as pytest's own tests."""
    if submission := config.getoption("--submission", None):
        if "--submission" in config.invocation_params.args:
            raise pytest.UsageError(_TWO_WORDS)
        from grader.checks.standalone import StandalonePlugin

        config.pluginmanager.register(StandalonePlugin(submission), "grade-standalone")
