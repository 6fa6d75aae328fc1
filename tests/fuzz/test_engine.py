"""The fuzzer itself, kept short on every target; `make fuzz` runs it for long."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.fuzz import __main__ as command
from tests.fuzz import guided
from tests.fuzz.engine import Budget, Report, Target, execute, fuzz
from tests.fuzz.kept import SEEDS, keep, kept, name_of, reaching
from tests.fuzz.makers import FLOODS
from tests.fuzz.targets import TARGETS

SLOW = ("page", "terminal", "junit")  # whole documents: milliseconds each
MOST_KEPT_BYTES = 1 << 20


@pytest.mark.parametrize("name", TARGETS)
def test_damaged_inputs_end_in_a_value_or_a_refusal(name: str) -> None:
    """A thousand of each; some are read, so that more than the first check is tried."""
    executions = 20 if name in SLOW else 1000
    report = fuzz(TARGETS[name], Budget(executions), seed=2)
    assert report.failures == []
    assert report.values > 0
    assert report.values + report.errors.total() == report.executions == executions


@pytest.mark.parametrize("name", TARGETS)
def test_the_originals_are_read(name: str) -> None:
    """What the mutations begin with is right."""
    for data in TARGETS[name].corpus:
        TARGETS[name].read(data)


@pytest.mark.parametrize("name", TARGETS)
def test_what_was_kept_ends_in_a_value_or_a_refusal(name: str) -> None:
    """The inputs that reach most, and every one that ever failed."""
    report = Report()
    for data in kept(name):
        execute(TARGETS[name], data, report)
    assert report.failures == []


def test_what_is_kept_is_small() -> None:
    """All of it under a megabyte, each in the folder of a target, named by its content."""
    files = [path for path in SEEDS.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) < MOST_KEPT_BYTES
    assert {path.parent.name for path in files} <= set(TARGETS)
    assert len(files) > 100
    assert all(name_of(path.read_bytes()) == path.name for path in files)


def test_another_exception_is_a_failure() -> None:
    """The fuzzer would notice a reader that breaks down."""

    def breaks(data: bytes) -> object:
        raise IndexError(len(data))

    report = fuzz(Target(breaks, (ValueError,), [b"right"]), Budget(10), seed=5)
    assert len(report.failures) == 10
    assert report.failures[0][0].startswith("IndexError")
    assert not report.good


def test_a_run_repeats_under_its_seed() -> None:
    """What was found once can be found again."""
    first, second = (fuzz(TARGETS["frames"], Budget(2000), seed=4) for _ in range(2))
    assert (first.values, first.errors) == (second.values, second.errors)


def test_a_run_ends_with_its_time() -> None:
    """However many executions are left."""
    assert fuzz(TARGETS["written"], Budget(10**12, seconds=0.0), seed=1).executions == 0


def test_floods_are_large() -> None:
    """A piece of a right input over and over; the reader is not slow on it."""
    target = TARGETS["answers"]
    report = fuzz(Target(target.read, target.refusals, target.corpus, FLOODS), Budget(5), seed=1)
    assert len(report.slowest) > 100_000
    assert report.failures == []


def test_what_reaches_new_lines_is_kept(tmp_path: Path) -> None:
    """The shortest of those that go the same way, and none that goes where the known ones go."""
    target = TARGETS["written"]
    found = reaching(target, [b"12"], [b"12", b"13", b"1/3", b"31/30"])
    assert found == [b"1/3"]
    assert keep("written", found[0], tmp_path).read_bytes() == b"1/3"


def test_guidance_that_is_asked_for_is_never_replaced(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without atheris the command says what to install; unasked, it says which engine runs."""
    monkeypatch.setattr(guided, "is_installed", lambda: False)
    monkeypatch.setattr(sys, "argv", ["fuzz", "source", "--engine", "guided"])
    assert command.main() == 2
    assert "pip install" in capsys.readouterr().err
    monkeypatch.setattr(sys, "argv", ["fuzz", "source", "--executions", "100"])
    assert command.main() == 0
    assert "engine: blind (atheris is not installed" in capsys.readouterr().out


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: grade[fuzz]")
def test_guided_inputs_end_in_a_value_or_a_refusal(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    """The same target under the other engine; it ends by itself, with a report."""
    arguments = ["written", "--engine", "guided", "--executions", "2000"]
    monkeypatch.setattr(sys, "argv", ["fuzz", *arguments])
    assert command.main() == 0
    assert "2000 values, 0 refusals, 0 failures" in capfd.readouterr().out
