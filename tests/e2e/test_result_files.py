"""One run, and files for continuous integration, Gradescope and Classroom 50."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.e2e.command import MIXED, RIGHT, Grade

RUNNER = {
    "CLASSROOM": "dl",
    "ASSIGNMENT": "assignment5",
    "SUBMISSION_TAG": "submit/2026-03-02",
    "COMMIT_URL": "https://git.test/c",
    "RELEASE_URL": "https://git.test/r",
}


def test_all_at_once(grade: Grade, tmp_path: Path) -> None:
    """They agree with the record on standard output, and the exit code stays."""
    files = {name: tmp_path / name for name in ("junit", "gradescope", "classroom50")}
    options = [part for name, path in files.items() for part in (f"--{name}", path)]
    run = grade("assignment5", "shapes", "--submission", MIXED, "--json", *options, **RUNNER)
    assert (run.code, run.err) == (1, "")
    score = run.record.score
    suite = ET.fromstring(files["junit"].read_bytes())[0]  # noqa: S314 - our own
    assert [each.get("value") for each in suite.iter("property")] == [f"{score:g}", "8"]
    tests = json.loads(files["gradescope"].read_bytes())["tests"]
    assert sum(test["score"] for test in tests) == score
    assert json.loads(files["classroom50"].read_bytes())["score"] == 100 * score


def test_gradescope_hears_of_a_rejection(grade: Grade, tmp_path: Path) -> None:
    """The sentence of the error is in the results; the exit code is that of a rejection."""
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "holiday.jpg").write_bytes(b"no code")
    path = tmp_path / "results.json"
    run = grade(
        "assignment5", "--submission", tmp_path / "in", "--gradescope", path, GRADE_LANG="en"
    )
    assert run.code == 3
    results = json.loads(path.read_bytes())
    assert results["score"] == 0.0
    assert results["output"] in run.err


def test_wrong_command_lines(grade: Grade, tmp_path: Path) -> None:
    """Outside Classroom 50's runner, and together with --watch."""
    path = tmp_path / "result.json"
    shapes = ("assignment5", "shapes", "--submission", RIGHT, "--lang", "en")
    run = grade(*shapes, "--classroom50", path)
    assert run.code == 2
    assert "CLASSROOM, ASSIGNMENT, SUBMISSION_TAG" in run.err
    run = grade(*shapes, "--watch", "--junit", path)
    assert run.code == 2
    assert not path.exists()
