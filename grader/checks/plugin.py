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
    from grader.checks.tell import Tell
    from grader.checks.timed import Timed
    from grader.cuda import Kernel
    from grader.progress import Listener

# Heavy imports wait until a check runs: pytest loads this module wherever grade is installed.


_NO_SUBMISSION = (
    "no submission: run pytest with --submission=DIR; `student` is for exercises that are code, "
    "`answers` for one that is written"
)
_TWO_WORDS = (
    "write --submission=DIR: as two words pytest takes DIR for a folder of tests and obeys the "
    "configuration files in it, which are the student's"
)
FIXTURES = frozenset({"student", "rng", "answers", "tell", "timed", "kernel"})


class CheckPlugin:
    """Gives each check its student and its random numbers."""

    def __init__(self, secret: bytes, listener: Listener | None = None) -> None:
        """`listener` hears how far checks have come."""
        self._secret = secret
        self._listener = listener
        self.bench: Bench | Paper | None = None  # of the exercise that is being graded
        self.told: Tell | None = None  # by the last check that said anything

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

    @pytest.fixture
    def tell(self, request: pytest.FixtureRequest) -> Tell:
        """Where the check says how far it is, and what may be drawn of it."""
        tell: Tell = self.values(request.node, ("tell",))["tell"]
        return tell

    @pytest.fixture
    def timed(self, request: pytest.FixtureRequest) -> Timed:
        """The student's module under a clock."""
        timed: Timed = self.values(request.node, ("timed",))["timed"]
        return timed

    @pytest.fixture
    def kernel(self, request: pytest.FixtureRequest) -> Kernel:
        """The student's GPU kernel, called like the convolution that it computes."""
        kernel: Kernel = self.values(request.node, ("kernel",))["kernel"]
        return kernel

    def values(self, item: pytest.Function, names: Collection[str]) -> dict[str, Any]:
        """What the fixtures are for one check."""
        from numpy.random import default_rng

        from grader.assignment import seed_of
        from grader.checks.bench import Bench
        from grader.checks.collected import check_id
        from grader.checks.marker import marked
        from grader.checks.paper import Paper
        from grader.checks.tell import Tell
        from grader.progress import nobody_listens

        name, values = check_id(item), dict[str, Any]()
        if "rng" in names:
            values["rng"] = default_rng(seed_of(self._secret, name))
        if "student" in names:
            if not isinstance(self.bench, Bench):
                raise pytest.UsageError(_NO_SUBMISSION)
            seed = seed_of(self._secret, f"{name} student")
            values["student"] = self.bench.student(seed, alone=marked(item.obj).alone)
        if "timed" in names:
            if not isinstance(self.bench, Bench):
                raise pytest.UsageError(_NO_SUBMISSION)
            values["timed"] = self.bench.timed()
        if "kernel" in names:
            values["kernel"] = self._kernel(seed_of(self._secret, f"{name} student"))
        if "answers" in names:
            if not isinstance(self.bench, Paper):
                raise pytest.UsageError(_NO_SUBMISSION)
            values["answers"] = self.bench.answers
        if "tell" in names:
            mark = marked(item.obj)
            listener = self._listener or nobody_listens
            self.told = Tell(name, mark.title, listener, alone=mark.alone)
            values["tell"] = self.told
        return values

    def _kernel(self, seed: int) -> Kernel:
        from grader.checks.kernel_bench import KernelBench

        if not isinstance(self.bench, KernelBench):
            raise pytest.UsageError(_NO_SUBMISSION)
        return self.bench.kernel(seed)


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
