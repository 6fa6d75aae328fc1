"""A check of ours that fails by itself, from the batch to every file that leaves."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.faults.processes import GUARD_S
from tests.school import WRONG, School

BROKEN = "student.double(x), {}['secret 0.123']"


def run(school: School, *arguments: object) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "grader", *map(str, arguments), "--lang", "en"],
        cwd=school.course.root,
        capture_output=True,
        timeout=GUARD_S,
        check=False,
    )


def test_a_check_that_breaks_costs_nobody_a_point(school: School, tmp_path: Path) -> None:
    """Named with its students, kept with its traceback, open in every file; then graded again."""
    school.hand_in("s1")
    school.hand_in("s2", double=WRONG)
    right = "student.double(x), reference(x)"
    school.change_checks("double", right, BROKEN)
    first = school.grade()
    said = first.unsettled[0].reason
    assert said is not None
    assert said.en == "Not graded: double::test_values (KeyError: 'secret 0.123')"
    table, lines, pages = tmp_path / "c.csv", tmp_path / "c.jsonl", tmp_path / "pages"
    export = ("export", "hw1", "--ledger", school.url)
    assert (
        run(school, *export, "--csv", table, "--jsonl", lines, "--feedback", pages).returncode == 0
    )
    header, *rows = (line.split(",") for line in table.read_text("utf-8-sig").splitlines())
    found = [dict(zip(header, row, strict=False)) for row in rows]
    assert [(f["status"], f["score"], f["waiting"], f["total"]) for f in found] == [
        ("fault", "1", "2", "")
    ] * 2
    entry = json.loads(lines.read_text("utf-8").splitlines()[0])["entry"]
    checks = {check["id"]: check for check in entry["record"]["exercises"][0]["checks"]}
    assert BROKEN in checks["double::test_values"]["flag"]
    assert checks["double::test_shape"]["outcome"] == "passed"
    for page in pages.iterdir():
        assert "secret" not in page.read_text("utf-8")
    assert b"KeyError: 'secret 0.123'" in run(school, "class", "hw1", "--ledger", school.url).stdout
    school.change_checks("double", BROKEN, right)
    school.grade()
    assert [entry.record.score for entry in school.entries()[2:] if entry.record] == [3.0, 1.0]
