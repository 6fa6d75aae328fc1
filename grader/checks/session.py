"""A pytest session that stays warm: collected once, run for one submission after another."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections import defaultdict
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from concurrent.futures import Future
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from inspect import signature
from io import StringIO
from pathlib import Path
from traceback import clear_frames

import pytest

from grader.checks.bench import Bench
from grader.checks.collected import CollectedCheck, combine, exercise_of
from grader.checks.marker import marked
from grader.checks.paper import Paper
from grader.checks.plugin import CheckPlugin
from grader.checks.verdict import PASSED, Verdict, aided, blocked, judge
from grader.cuda.fault import KernelWrong
from grader.errors import AssignmentError, GraderFault, Unavailable, WorkerError
from grader.memory import limit_reserve
from grader.progress import Listener, nobody_listens
from grader.records import CheckResult, Outcome, Timing
from grader.text import Text, say

_INI = Path(__file__).with_name("pytest.ini")
# Of pytest's own plugins, those that cost time in every check or write files.
_OFF = (
    "cacheprovider capture debugging doctest faulthandler junitxml logging pastebin setuponly "
    "setupplan stepwise subtests terminal terminalprogress threadexception unraisableexception "
    "unittest warnings"
).split()
# Of a check that another one comes after; a failure of ours says nothing against the student.
_LETS_PASS = (Outcome.PASSED, Outcome.SKIPPED, Outcome.GRADER_FAULT)
_CLEARED = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")  # whoever grades keeps them for other projects


_Run = Callable[[pytest.Function, Mapping[str, str]], Verdict]


@dataclass
class _Job:
    exercise: str
    bench: Bench | Paper
    files: Mapping[str, str]
    stop_at_first_failure: bool
    done: Future[tuple[CheckResult, ...]]


class CheckSession:
    """Runs checks that it keeps collected; pytest sits in a thread of its own and waits."""

    def __init__(
        self,
        folder: Path,
        check_files: Sequence[Path],
        import_root: Path,
        secret: bytes,
        *,
        public: bool,
        listener: Listener = nobody_listens,
    ) -> None:
        """Start collecting `check_files`, all in `folder`; the first `run` waits for its end."""
        if not public:  # a student's own kernel or editor may be this process
            limit_reserve()
        self._folder = folder
        self._public = public
        self._listener = listener
        self._plugin = CheckPlugin(secret, listener)
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._collected: Future[dict[str, list[CollectedCheck]]] = Future()
        self._problems: list[str] = []
        self._files: Mapping[str, str] = {}  # of the check under way, where pytest runs it
        self._verdict = PASSED
        arguments = [*map(str, check_files)] or [str(folder), "--ignore-glob=*"]  # nothing, not all
        arguments += ["-c", str(_INI), "--rootdir", str(folder)]
        arguments += ["--confcutdir", str(folder), "--assert=plain", "--disable-plugin-autoload"]
        arguments += ["--import-mode=importlib", f"--override-ini=pythonpath={import_root}"]
        for name in _OFF:
            arguments += ["-p", f"no:{name}"]
        self._thread = threading.Thread(target=self._main, args=[arguments], daemon=True)
        self._thread.start()

    def checks(self) -> Mapping[str, list[CollectedCheck]]:
        """What was collected, by exercise; `AssignmentError` if a file cannot be read."""
        return self._collected.result()

    def run(
        self,
        exercise: str,
        bench: Bench | Paper,
        files: Mapping[str, str],
        *,
        stop_at_first_failure: bool = False,
    ) -> tuple[CheckResult, ...]:
        """The checks of one exercise on one bench, in the order of their file."""
        self.checks()
        job = _Job(exercise, bench, files, stop_at_first_failure, Future())
        self._jobs.put(job)
        return job.done.result()

    def close(self) -> None:
        """Let pytest end."""
        self._jobs.put(None)
        self._thread.join()

    # in pytest's thread --------------------------------------------------------------------

    def _main(self, arguments: list[str]) -> None:
        for name in _CLEARED:
            os.environ.pop(name, None)
        if not self._folder.is_dir():  # pytest would say so on stderr, in words of its own
            missing = say("The folder of the checks is not there: {folder}.", folder=self._folder)
            self._collected.set_exception(AssignmentError(missing))
            return
        try:
            code = pytest.main(arguments, plugins=[self, self._plugin])
            failure: Exception = AssignmentError(self._why_not_collected(int(code)))
        except Exception as error:  # noqa: BLE001 - nobody may wait for ever
            failure = GraderFault(say("pytest failed: {error}", error=error))
        if not self._collected.done():
            self._collected.set_exception(failure)

    def _why_not_collected(self, code: int) -> Text:
        return say(
            "The checks in {folder} cannot be collected (pytest's exit code {code}): {problems}",
            folder=self._folder,
            code=code,
            problems="\n".join(self._problems) or "-",
        )

    @pytest.hookimpl(wrapper=True)
    def pytest_collection(self) -> Generator[None, object, object]:
        """Files are imported here, and may print too."""
        with _unheard():
            return (yield)

    @pytest.hookimpl
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed or report.skipped:  # its checks would be missing without a word
            self._problems.append(f"{report.nodeid}: {report.longreprtext}")

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        _forget_modules(self._folder)
        if self._problems:
            return True
        try:
            self._collected.set_result(self._by_exercise(session.items))
        except AssignmentError as error:
            self._collected.set_exception(error)
            return True
        while (job := self._jobs.get()) is not None:
            try:
                job.done.set_result(self._run(job))
            except BaseException as error:  # noqa: BLE001 - the waiting thread shall have it
                job.done.set_exception(error)
            finally:
                self._plugin.bench = None
                del job  # its bench has every answer, and the next job may be long in coming
        return True

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> pytest.TestReport:
        """Judge the exception; pytest's own report would print it, with hidden values."""
        if call.excinfo is not None:
            if self._verdict is PASSED:
                self._verdict = judge(call.excinfo.value, self._files, self._folder)
            clear_frames(call.excinfo.tb)  # pytest keeps them, and in them a student's arrays
        when = "call" if call.when == "collect" else call.when
        return pytest.TestReport(item.nodeid, item.location, {}, "passed", None, when)

    def _by_exercise(self, items: list[pytest.Item]) -> dict[str, list[CollectedCheck]]:
        functions: dict[str, dict[str, list[pytest.Function]]]
        functions = defaultdict(lambda: defaultdict(list))
        for item in items:
            if not isinstance(item, pytest.Function):
                raise AssignmentError(say("{item} is no check function.", item=item.nodeid))
            functions[exercise_of(item)][item.originalname].append(item)
        return {
            exercise: [
                CollectedCheck(f"{exercise}::{name}", marked(found[0].obj), tuple(found))
                for name, found in by_name.items()
            ]
            for exercise, by_name in functions.items()
        }

    def _run(self, job: _Job) -> tuple[CheckResult, ...]:
        same_for_all = self._load(job)
        results: dict[str, CheckResult] = {}
        for check in self.checks().get(job.exercise, []):
            verdicts = [same_for_all] if same_for_all else self._judge(check, job, results)
            said = _left_by(job.bench)
            result = results[check.name] = combine(check, verdicts, *said, public=self._public)
            if isinstance(job.bench, Bench) and result.outcome is not Outcome.PASSED:
                job.bench.keep_transcript(check.id)
            self._listener(result)
            if job.stop_at_first_failure and result.outcome not in _LETS_PASS:
                break
        return tuple(results.values())

    def _load(self, job: _Job) -> Verdict | None:
        """The verdict that every check gets, where the student's module cannot be used at all."""
        if isinstance(job.bench, Paper):
            return None
        try:
            job.bench.load()
        except (WorkerError, KernelWrong, Unavailable) as error:
            return replace(judge(error, job.files, self._folder), loading=True)
        return None

    def _judge(
        self, check: CollectedCheck, job: _Job, earlier: Mapping[str, CheckResult]
    ) -> list[Verdict]:
        for name in check.mark.after:
            if name in earlier and earlier[name].outcome not in _LETS_PASS:
                return [blocked(earlier[name].title)]
        if check.mark.unaided and isinstance(job.bench, Bench) and job.bench.replaced:
            return [aided(job.bench.replaced)]
        run = self._call if check.plain else self._run_protocol
        return [self._run_item(item, job, run) for item in check.items]

    def _run_item(self, item: pytest.Function, job: _Job, run: _Run) -> Verdict:
        self._plugin.bench, self._plugin.told = job.bench, None
        with _unheard():
            verdict = run(item, job.files)
        told = self._plugin.told
        return replace(verdict, pictures=told.pictures) if told else verdict

    def _call(self, item: pytest.Function, files: Mapping[str, str]) -> Verdict:
        """Run a check that has no fixtures but ours; pytest's own way costs more than most.

        An error that left this function would refer to itself by way of its frames, and what they
        hold, a student's arrays as well, would stay until the collector of cycles next comes by.
        """
        try:
            item.obj(**self._plugin.values(item, signature(item.obj).parameters))
        except BaseException as error:  # noqa: BLE001 - pytest's skip and fail; `judge` tells which
            return judge(error, files, self._folder)
        return PASSED

    def _run_protocol(self, item: pytest.Function, files: Mapping[str, str]) -> Verdict:
        """Run a check with parameters or the author's own fixtures, setup and teardown included."""
        self._verdict, self._files = PASSED, files
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=None)
        return self._verdict


@contextmanager
def _unheard() -> Iterator[None]:
    """What a check itself prints is for its author, who sees it with `pytest -s`.

    Here it would stand in the midst of a report, or of a record as JSON.
    """
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        yield


def _left_by(bench: Bench | Paper) -> tuple[str, Timing | None]:
    """What the check that has just ended printed, and what its clock said."""
    if isinstance(bench, Paper):
        return "", None
    return bench.take_output(), bench.take_timing()


def _forget_modules(folder: Path) -> None:
    """Keep a later session of this process, with files of the same names, from finding these.

    pytest looks a module up by its name, and does not ask where it came from.
    """
    for name, module in list(sys.modules.items()):
        if (getattr(module, "__file__", None) or "").startswith(f"{folder}{os.sep}"):
            del sys.modules[name]
