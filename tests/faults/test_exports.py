"""An export that fails after the verdicts are safe."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest

from grader.ledger import Ledger
from tests.unit.conftest import ASSIGNMENT
from tests.verdicts import fault, graded, mark, rejected

_LARGEST_FILE = 36_000  # bytes; the ledger's own shared memory is smaller
FILES = ("class.csv", "class.jsonl", "feedback")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A ledger beside an assignment of which only the description is needed."""
    folder = tmp_path / "assignments" / "hw1"
    folder.mkdir(parents=True)
    (folder / "assignment.toml").write_text(ASSIGNMENT, encoding="utf-8")
    with Ledger.open(str(tmp_path / "hw1-grades.sqlite")) as ledger:
        for number in range(30):
            ledger.record(graded(f"s{number:02}", lateness_factor=0.9, late_by_s=60.0), "A")
        ledger.record(rejected("김하늘"), "A")
        ledger.record(fault("=1+1"), "A")
        ledger.mark(mark("s01"))
    return tmp_path


def export(course: Path, *, full_disk: bool = False) -> subprocess.CompletedProcess[str]:
    def limit() -> None:
        if full_disk:
            resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))

    csv, jsonl, feedback = FILES
    return subprocess.run(
        [
            *(sys.executable, "-m", "grader", "export", "hw1", "--lang=en"),
            *("--csv", csv, "--feedback", feedback, "--jsonl", jsonl),
        ],
        cwd=course,
        preexec_fn=limit,
        capture_output=True,
        text=True,
        check=False,
    )


def written(course: Path) -> dict[str, bytes]:
    files = (path for name in FILES for path in (course / name, *(course / name).rglob("*")))
    return {str(path): path.read_bytes() for path in files if path.is_file()}


def test_f34_an_export_is_rebuilt_byte_for_byte(course: Path) -> None:
    """No room for one of the files: told, nothing half written, and the next export is whole."""
    assert export(course).returncode == 0
    first = written(course)
    assert len(first) == 2 + 2 * (30 + 2)
    for path in first:
        Path(path).unlink()
    failed = export(course, full_disk=True)
    assert failed.returncode == 2
    assert "class.jsonl cannot be written" in failed.stderr
    assert not (course / "class.jsonl").exists()
    assert not list(course.glob(".class*"))
    assert all(first[path] == content for path, content in written(course).items())
    assert export(course).returncode == 0
    assert written(course) == first
