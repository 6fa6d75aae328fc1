"""pytest stays warm behind a session, runs authors' habits, and never turns an error to a pass."""

from __future__ import annotations

import gc
import os
import sys
import textwrap
import time
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.checks.bench import Bench
from grader.checks.session import CheckSession
from grader.checks.verdict import Verdict
from grader.errors import AssignmentError
from grader.progress import Listener, News, Progress, nobody_listens
from grader.records import CheckResult, Outcome
from grader.text import Text
from tests.unit.checks.conftest import BenchOf

SECRET = b"a secret for tests, 32 bytes long"
Open = Callable[..., CheckSession]
HEAD = """
import numpy as np
import pytest
from grader.checks import check, expect_close, expect_equal, expect_raises
"""


class Checks:
    """Check files in a folder of their own, and the sessions that were opened on them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / "checks"
        self.folder.mkdir(parents=True)
        self.sessions: list[CheckSession] = []

    def write(self, text: str, name: str = "test_answer.py", head: str = HEAD) -> Path:
        path = self.folder / name
        path.write_text(head + textwrap.dedent(text))
        return path

    def open(self, *, public: bool = False, listener: Listener = nobody_listens) -> CheckSession:
        files = sorted(self.folder.glob("test_*.py"))
        session = CheckSession(
            self.folder, files, self.root, SECRET, public=public, listener=listener
        )
        self.sessions.append(session)
        return session

    def run(self, bench: Bench | Verdict, **files: str) -> dict[str, CheckResult]:
        session = self.sessions[-1] if self.sessions else self.open()
        sources = {f"{name}.py": text for name, text in files.items()}
        return {check.id: check for check in session.run("answer", bench, sources)}


@pytest.fixture
def checks(tmp_path: Path) -> Iterator[Checks]:
    made = Checks(tmp_path / "course")
    yield made
    for session in made.sessions:
        session.close()


def outcomes(results: dict[str, CheckResult]) -> dict[str, Outcome]:
    return {name.partition("::")[2].removeprefix("test_"): r.outcome for name, r in results.items()}


# ----------------------------------------------------------------------------------- outcomes


def test_every_end_of_a_check_has_its_outcome(checks: Checks, bench_of: BenchOf) -> None:
    """Of students, of authors and of ourselves; nothing is mistaken for something else."""
    checks.write(
        """
        def worth(function):
            return check(points=2)(function)

        @worth
        def test_right(student): expect_equal(student.double(2), 4)

        @worth
        def test_wrong(student): expect_equal(student.double(2), 5)

        @worth
        def test_bare_assert(student): assert student.double(2) == 5

        @worth
        def test_numpy_assert(student): np.testing.assert_allclose(student.double(2.0), 5.0)

        @worth
        def test_pytest_fail(student): pytest.fail("expected 5")

        @worth
        def test_raises(student): student.fail("ValueError")

        @worth
        def test_not_written(student): student.fail("NotImplementedError")

        @worth
        def test_exit(student): student.leave()

        @worth
        def test_after_exit(student): expect_equal(student.double(2), 4)

        @worth
        def test_memory(student): student.fail("MemoryError")

        @worth
        def test_skip(student): pytest.skip("no GPU here")

        @worth
        def test_student_skips(student): student.fail("Skipped")

        @worth
        def test_student_interrupts(student): student.fail("KeyboardInterrupt")

        @worth
        def test_broken(student): student.double(2).no_such_thing

        @worth
        def test_broken_fixture(student, no_such_fixture): pass

        @worth
        def test_pytest_exit(student): pytest.exit("stop")

        @worth
        def test_last(student): expect_equal(student.double(2), 4)
        """
    )
    results = checks.run(
        bench_of(
            "import builtins, os\n"
            "class Skipped(Exception): pass\n"
            "def double(x): return 2 * x\n"
            "def fail(kind): raise {**vars(builtins), 'Skipped': Skipped}[kind]('told')\n"
            "def leave(): os._exit(0)\n"
        )
    )
    assert outcomes(results) == {
        "right": Outcome.PASSED,
        "wrong": Outcome.FAILED,
        "bare_assert": Outcome.FAILED,
        "numpy_assert": Outcome.FAILED,
        "pytest_fail": Outcome.FAILED,
        "raises": Outcome.CRASHED,
        "not_written": Outcome.NOT_ATTEMPTED,
        "exit": Outcome.CRASHED,
        "after_exit": Outcome.PASSED,
        "memory": Outcome.OVER_LIMIT,
        "skip": Outcome.SKIPPED,
        "student_skips": Outcome.CRASHED,
        "student_interrupts": Outcome.CRASHED,
        "broken": Outcome.GRADER_FAULT,
        "broken_fixture": Outcome.GRADER_FAULT,
        "pytest_exit": Outcome.GRADER_FAULT,
        "last": Outcome.PASSED,
    }
    for name, result in results.items():
        assert result.score == (2.0 if result.outcome is Outcome.PASSED else 0.0), name
        assert result.message is not None or result.outcome is Outcome.PASSED, name
    assert results["answer::test_broken"].flag


def test_a_bare_assert_tells_no_hidden_value(checks: Checks, bench_of: BenchOf) -> None:
    """Plain pytest would print both sides; a student reads that the answer is another."""
    checks.write(
        """
        @check(points=1)
        def test_a(student): assert student.f() == 271828, "it is 271828"

        @check(points=1)
        def test_b(student): np.testing.assert_array_equal(np.ones(3) * student.f(), 271828.0)
        """
    )
    for result in checks.run(bench_of("def f(): return 1\n")).values():
        assert result.outcome is Outcome.FAILED
        assert "271828" not in repr(result)


def test_an_assert_of_our_own_is_our_fault(checks: Checks, bench_of: BenchOf) -> None:
    """Only one that stands in a check's file speaks of the student."""
    (checks.root / "given.py").write_text("def broken():\n    assert 1 == 2\n")
    checks.write(
        """
        from given import broken

        @check(points=1)
        def test_a(student): broken()
        """
    )
    assert outcomes(checks.run(bench_of("x = 1\n"))) == {"a": Outcome.GRADER_FAULT}


def test_a_module_that_cannot_be_loaded_is_every_checks_verdict(
    checks: Checks, bench_of: BenchOf
) -> None:
    """It is loaded once, and the place of the error is shown."""
    checks.write(
        """
        @check(points=1)
        def test_a(student): pass

        @check(points=1)
        def test_b(rng): pass
        """
    )
    source = "import numpy as np\nx = 1\ny = undefined + 1\n"
    for result in checks.run(bench_of(source), answer=source).values():
        assert result.outcome is Outcome.CRASHED
        assert result.location is not None
        assert (result.location.line, result.location.source) == (3, "y = undefined + 1")
        assert result.said is not None
        assert result.said.loading


# ------------------------------------------------------------------------- nothing lingers

HELD = """
import sys

class Witness: pass

def held():
    witness = Witness()
    sys.modules["answer_witness"](witness)
    return witness
"""


@pytest.fixture
def witnesses(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[weakref.ref[object]]]:
    """What stood in the frames of checks; no collector of cycles comes by meanwhile."""
    seen: list[weakref.ref[object]] = []
    note = lambda witness: seen.append(weakref.ref(witness))  # noqa: E731
    monkeypatch.setitem(sys.modules, "answer_witness", note)  # type: ignore[arg-type]
    gc.collect()
    gc.disable()
    yield seen
    gc.enable()


def test_what_a_failed_check_held_is_let_go_at_once(
    checks: Checks, bench_of: BenchOf, witnesses: list[weakref.ref[object]]
) -> None:
    """An error refers to its frames; sixty megabytes of a student's would wait for a collector."""
    checks.write(
        """
        @check(points=1)
        def test_a(student):
            witness = held()
            expect_equal(student.f(), 2)

        @check(points=1)
        def test_b(student):
            witness = held()
            student.f(1, 2, 3)

        @check(points=1)
        @pytest.mark.parametrize("n", [1, 2])
        def test_by_pytest(student, n):
            witness = held()
            expect_equal(student.f(), 2)

        @pytest.fixture
        def broken():
            witness = held()
            raise KeyError

        @check(points=1)
        def test_setup(broken): pass
        """,
        head=HEAD + HELD,
    )
    checks.run(bench_of("def f(): return 1\n"))
    assert [witness() for witness in witnesses] == [None] * 5


def test_what_a_worker_said_against_the_protocol_is_let_go_at_once(
    checks: Checks, bench_of: BenchOf, witnesses: list[weakref.ref[object]]
) -> None:
    """An error that came of another holds that one's frames too."""
    checks.write(
        """
        def refuse():
            witness = held()
            raise ValueError

        @check(points=1)
        def test_a(student):
            try:
                refuse()
            except ValueError:
                student.f(1)
        """,
        head=HEAD + HELD,
    )
    checks.run(bench_of("def f(): return 1\n"))
    assert [witness() for witness in witnesses] == [None]


class Files(dict[str, str]):
    """Files that can be asked for while somebody has them."""


def test_a_job_does_not_outlive_its_run(checks: Checks, bench_of: BenchOf) -> None:
    """Its bench has every answer of an exercise, and the next job may be long in coming."""
    checks.write("@check(points=1)\ndef test_a(student): expect_equal(student.f(), 2)\n")
    session, files = checks.open(), Files()
    kept = weakref.ref(files)
    session.run("answer", bench_of("def f(): return 1\n"), files)
    del files
    deadline_s = time.monotonic() + 20
    while kept() is not None and time.monotonic() < deadline_s:
        time.sleep(0.001)
    assert kept() is None
    assert session._plugin.bench is None


# -------------------------------------------------------------------------- authors' habits


def test_parameters_earn_parts_of_the_points(checks: Checks, bench_of: BenchOf) -> None:
    """The id in the gradebook stays that of the function."""
    checks.write(
        """
        @check(points=6)
        @pytest.mark.parametrize("n", [1, 2, 3])
        def test_a(student, n): expect_equal(student.f(n), n)

        @check(points=4)
        @pytest.mark.parametrize("n", [1, pytest.param(2, marks=pytest.mark.skip("later"))])
        def test_b(student, n): expect_equal(student.f(n), n)
        """
    )
    results = checks.run(bench_of("def f(n): return min(n, 2)\n"))
    assert {name: (r.outcome, r.score) for name, r in results.items()} == {
        "answer::test_a": (Outcome.FAILED, 4.0),
        "answer::test_b": (Outcome.PASSED, 4.0),
    }


def test_marks_and_fixtures_work_as_in_pytest(checks: Checks, bench_of: BenchOf) -> None:
    """Marks, fixtures of the file and of a conftest, setup and teardown, classes."""
    conftest = "import pytest\n\n@pytest.fixture\ndef number(): return 21\n"
    (checks.folder / "conftest.py").write_text(conftest)
    checks.write(
        """
        LOG = []

        @pytest.fixture
        def logged(number):
            LOG.append("set up")
            yield number
            LOG.append("torn down")

        @pytest.fixture
        def broken():
            yield 1
            raise KeyError("in the teardown")

        @check(points=1)
        @pytest.mark.skipif(True, reason="no GPU here")
        def test_skipped(student): expect_equal(student.f(1), 3)

        @check(points=1)
        def test_fixture(student, logged): expect_equal(student.f(logged), 42)

        @check(points=1)
        def test_torn_down(): assert LOG == ["set up", "torn down"]

        @check(points=1)
        def test_broken_teardown(broken): pass

        class TestGroup:
            @check(points=1)
            def test_method(self, student, tmp_path): expect_equal(student.f(1), 2)
        """
    )
    results = checks.run(bench_of("def f(n): return 2 * n\n"))
    assert outcomes(results) == {
        "skipped": Outcome.SKIPPED,
        "fixture": Outcome.PASSED,
        "torn_down": Outcome.PASSED,
        "broken_teardown": Outcome.GRADER_FAULT,
        "method": Outcome.PASSED,
    }
    message = results["answer::test_skipped"].message
    assert message is not None
    assert "no GPU here" in message.en


def test_a_check_waits_for_those_it_comes_after(checks: Checks, bench_of: BenchOf) -> None:
    """It is blocked by one that did not pass, and only by that; the reason is its title.

    A failure of ours says nothing against the student, so it blocks nothing.
    """
    checks.write(
        '''
        @check(points=1)
        def test_shape(student):
            """The shape.

            형상.
            """
            expect_equal(student.f(), 2)

        @check(points=1)
        def test_skipped(student): pytest.skip("no GPU")

        @check(points=1, after="test_shape")
        def test_values(student): pass

        @check(points=1, after=("test_skipped", "test_shape"))
        def test_both(student): pass

        @check(points=1, after="test_skipped")
        def test_free(student): pass

        @check(points=1, after="test_values")
        def test_chain(student): pass

        @check(points=1)
        def test_broken(student): {}["x"]

        @check(points=1, after="test_broken")
        def test_behind(student): pass
        '''
    )
    results = checks.run(bench_of("def f(): return 1\n"))
    assert outcomes(results) == {
        "shape": Outcome.FAILED,
        "skipped": Outcome.SKIPPED,
        "values": Outcome.BLOCKED,
        "both": Outcome.BLOCKED,
        "free": Outcome.PASSED,
        "chain": Outcome.BLOCKED,
        "broken": Outcome.GRADER_FAULT,
        "behind": Outcome.PASSED,
    }
    message = results["answer::test_values"].message
    assert message is not None
    assert "The shape." in message.en
    assert "형상." in message.ko


def test_output_belongs_to_its_check(checks: Checks, bench_of: BenchOf) -> None:
    """Of all its calls and parameters; what the student prints is never read."""
    checks.write(
        """
        @check(points=1)
        @pytest.mark.parametrize("n", [1, 2])
        def test_a(student, n): student.f(n)

        @check(points=1)
        def test_b(student): pass

        @check(points=1)
        def test_c(student): student.f(3)
        """
    )
    results = checks.run(bench_of("def f(n): print('n is', n, '12 passed')\n"))
    assert [result.output for result in results.values()] == [
        "n is 1 12 passed\nn is 2 12 passed\n",
        "",
        "n is 3 12 passed\n",
    ]


def test_numbers_depend_on_secret_and_check_alone(checks: Checks, bench_of: BenchOf) -> None:
    """The same in every run, another for every check and parameter; not the student's seed."""
    checks.write(
        """
        SEEN = []

        @check(points=1)
        @pytest.mark.parametrize("n", [1, 2])
        def test_a(student, rng, n): SEEN.append((float(rng.random()), student.f()))

        @check(points=1)
        def test_b(rng, student): SEEN.append((float(rng.random()), student.f()))

        @check(points=1)
        def test_told(student): raise KeyError(SEEN)
        """
    )
    source = "import numpy as np\ndef f(): return float(np.random.rand())\n"
    flags = [checks.run(bench_of(source))["answer::test_told"].flag for _ in range(2)]
    assert flags[0] is not None
    assert flags[1] is not None
    first = eval(flags[0].partition("\n")[0].removeprefix("KeyError: "))  # noqa: S307 - a list that this test made
    second = eval(flags[1].partition("\n")[0].removeprefix("KeyError: "))  # noqa: S307
    assert second == first * 2
    assert len({number for pair in first for number in pair}) == 6


# ------------------------------------------------------------------------------- the session


def test_a_session_is_collected_once(checks: Checks, bench_of: BenchOf) -> None:
    """A second submission runs on the modules that are there."""
    checks.write(
        f"""
        with open({str(checks.root / "imported")!r}, "a") as log: log.write("x")

        @check(points=1)
        def test_a(student): expect_equal(student.f(), 1)
        """
    )
    assert outcomes(checks.run(bench_of("def f(): return 1\n"))) == {"a": Outcome.PASSED}
    assert outcomes(checks.run(bench_of("def f(): return 2\n"))) == {"a": Outcome.FAILED}
    assert outcomes(checks.run(bench_of("def f(): return 1\n"))) == {"a": Outcome.PASSED}
    assert (checks.root / "imported").read_text() == "x"


def test_one_submission_leaves_nothing_for_the_next(checks: Checks, bench_of: BenchOf) -> None:
    """Not even an exception that a check of it ended with."""
    checks.write(
        """
        @pytest.fixture
        def own(): return 1

        @check(points=1)
        def test_a(student, own): expect_equal(student.f(), own)
        """
    )
    for answer, outcome in ((2, Outcome.FAILED), (1, Outcome.PASSED), (2, Outcome.FAILED)):
        assert outcomes(checks.run(bench_of(f"def f(): return {answer}\n"))) == {"a": outcome}


def test_two_sessions_do_not_share_files_of_one_name(
    checks: Checks, tmp_path: Path, bench_of: BenchOf
) -> None:
    """Another course, or the same file after a change, in one process."""
    other = Checks(tmp_path / "other")
    for made, expected in ((checks, 1), (other, 2), (checks, 3)):
        made.write(
            f"@check(points=1)\ndef test_a(student): expect_equal(student.f(), {expected})\n"
        )
        made.open()
        bench = bench_of(f"def f(): return {expected}\n")
        assert outcomes(made.run(bench)) == {"a": Outcome.PASSED}
    for session in other.sessions:
        session.close()


def test_the_first_failure_can_end_a_run(checks: Checks, bench_of: BenchOf) -> None:
    """For the author's gate, which asks only whether a mutant is caught."""
    checks.write(
        """
        @check(points=1)
        def test_a(student): pass

        @check(points=1)
        def test_b(student): assert False

        @check(points=1)
        def test_c(student): pass
        """
    )
    found = checks.open().run("answer", bench_of("x = 1\n"), {}, stop_at_first_failure=True)
    assert [check.id for check in found] == ["answer::test_a", "answer::test_b"]


def test_the_end_of_each_check_is_heard(checks: Checks, bench_of: BenchOf) -> None:
    """In the order of the file, among the steps of those that take long, with its verdict."""
    checks.write(
        """
        @check(points=1)
        def test_a(student, tell):
            for _ in tell.steps("x", 1): pass

        @check(points=1)
        def test_b(student): expect_equal(student.x, 2)
        """
    )
    heard: list[News] = []
    found = checks.open(listener=heard.append).run("answer", bench_of("x = 1\n"), {})
    assert isinstance(heard[0], Progress)
    assert tuple(heard[1:]) == found


def test_public_checks_say_so(checks: Checks, bench_of: BenchOf) -> None:
    """The record tells who has their source."""
    checks.write("@check(points=1)\ndef test_a(student): pass\n")
    checks.open(public=True)
    assert [result.public for result in checks.run(bench_of("x = 1\n")).values()] == [True]


# ------------------------------------------------------------------------- what is not found

BROKEN = {
    "a syntax error": ("def test_a(student:\n", "test_answer.py"),
    "an error while importing": ("1 / 0\n", "ZeroDivisionError"),
    "a missing import": ("import no_such_module\n", "no_such_module"),
    "a module that skips itself": (
        "pytest.skip('no torch here', allow_module_level=True)\n",
        "no torch here",
    ),
    "a function without a mark": ("def test_a(student): pass\n", "has no @check"),
    "a wrong parameter list": (
        "@check(points=1)\n@pytest.mark.parametrize('m', [1])\ndef test_a(student): pass\n",
        "no argument",
    ),
}


@pytest.mark.parametrize(("text", "said"), BROKEN.values(), ids=BROKEN)
def test_checks_that_cannot_be_collected_are_the_authors_error(
    checks: Checks, bench_of: BenchOf, text: str, said: str
) -> None:
    """It is told at once, for every run, and never taken for 'no checks, all passed'."""
    checks.write("@check(points=1)\ndef test_b(student): pass\n", "test_other.py")
    checks.write(text)
    session = checks.open()
    for _ in range(2):
        with pytest.raises(AssignmentError, match=said) as error:
            session.run("answer", bench_of("x = 1\n"), {})
        assert "test_a" in error.value.message.en


def test_a_file_that_was_mended_is_collected_anew(checks: Checks, bench_of: BenchOf) -> None:
    """A half-imported module is not taken for the new one."""
    checks.write("1 / 0\n")
    with pytest.raises(AssignmentError):
        checks.open().checks()
    checks.write("@check(points=1)\ndef test_a(student): pass\n")
    checks.open()
    assert outcomes(checks.run(bench_of("x = 1\n"))) == {"a": Outcome.PASSED}


def test_the_graders_own_environment_changes_nothing(
    checks: Checks, bench_of: BenchOf, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Neither options for other projects nor a configuration file in the current folder."""
    checks.write("@check(points=1)\ndef test_a(student): assert student.f() == 2\n")
    (tmp_path / "pytest.ini").write_text("[pytest]\naddopts = --collect-only\n")
    (tmp_path / "conftest.py").write_text("raise SystemExit('conftest of the current folder')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTEST_ADDOPTS", "--collect-only -k nothing")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    assert outcomes(checks.run(bench_of("def f(): return 1\n"))) == {"a": Outcome.FAILED}
    assert "PYTEST_PLUGINS" not in os.environ


def test_closing_waits_for_pytest_to_end(checks: Checks) -> None:
    """Whether or not anything was run."""
    checks.write("@check(points=1)\ndef test_a(student): pass\n")
    session = checks.open()
    session.close()
    assert not session._thread.is_alive()
    empty: Any = checks.open()
    empty.checks()
    empty.close()
    assert not empty._thread.is_alive()


def test_what_a_check_prints_is_not_heard(
    checks: Checks, bench_of: BenchOf, capfd: pytest.CaptureFixture[str]
) -> None:
    """Neither while its file is imported nor while it runs: a record as JSON may be on its way."""
    checks.write(
        '''
        import sys
        print("on import")
        @check(points=1)
        def test_prints(student):
            """Prints."""
            print("in the check")
            print("an error", file=sys.stderr)
        '''
    )
    assert checks.run(bench_of(""))["answer::test_prints"].outcome is Outcome.PASSED
    assert capfd.readouterr() == ("", "")


def test_a_check_that_is_alone_has_a_fresh_worker(checks: Checks, bench_of: BenchOf) -> None:
    """What student code kept of earlier checks is gone, and the next check goes on there."""
    checks.write(
        '''
        def count(student):
            return student.count()

        @check(points=1)
        def test_first(student):
            """First."""
            assert count(student) == 1

        @check(points=1, alone=True)
        def test_alone(student):
            """Alone."""
            assert count(student) == 1

        @check(points=1)
        def test_last(student):
            """Last."""
            assert count(student) == 2
        '''
    )
    count = "seen = []\ndef count():\n    seen.append(1)\n    return len(seen)"
    found = checks.run(bench_of(count))
    assert {result.outcome for result in found.values()} == {Outcome.PASSED}


def test_what_a_check_draws_is_in_its_result(checks: Checks, bench_of: BenchOf) -> None:
    """Of that check and of no other."""
    checks.write(
        '''
        from grader.checks import Text

        @check(points=1, alone=True)
        def test_draws(student, tell):
            """Draws."""
            for _ in tell.steps(range(3), 3):
                pass
            tell.picture(Text.same("a"), np.eye(2))
            assert False

        @check(points=1)
        def test_does_not(student):
            """Does not."""
        '''
    )
    found = checks.run(bench_of(""))
    assert found["answer::test_draws"].pictures[0].rows == ("90", "09")
    assert found["answer::test_draws"].outcome is Outcome.FAILED
    assert not found["answer::test_does_not"].pictures


def test_a_reason_to_skip_is_in_both_languages(checks: Checks, bench_of: BenchOf) -> None:
    """Paragraphs, as in a title; one alone is for both."""
    checks.write(
        '''
        @check(points=1)
        def test_both(student):
            """Both."""
            pytest.skip("No data here.\\n\\n자료가 없어요.")

        @check(points=1)
        def test_one(student):
            """One."""
            pytest.skip("No data here.")
        '''
    )
    found = checks.run(bench_of(""))
    message = found["answer::test_both"].message
    assert message is not None
    assert message.ko == "자료가 없어요."
    assert found["answer::test_one"].message == Text.same("No data here.")


def test_an_unaided_check_waits_for_the_students_own_code(
    checks: Checks, bench_of: BenchOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a reference answered in place of a module it is skipped, and says so."""
    checks.write(
        '''
        @check(points=1, unaided=True)
        def test_own(student):
            """Own."""
        '''
    )
    assert checks.run(bench_of(""))["answer::test_own"].outcome is Outcome.PASSED
    monkeypatch.setattr(Bench, "replaced", frozenset({"im2col"}))
    found = checks.run(bench_of(""))["answer::test_own"]
    assert found.outcome is Outcome.SKIPPED
    assert found.message is not None
    assert "im2col" in found.message.ko
