"""The class as a table."""

from __future__ import annotations

import csv
import io

from grader.exports.class_csv import COLUMNS, class_csv
from grader.exports.standing import Standing
from tests.verdicts import graded, rejected

CLASS = [
    Standing(
        "=cmd|' /C calc'!A0", graded(late_by_s=60.0, lateness_factor=0.9), 2, {"why-not": 1.5}
    ),
    Standing("absent", None, 0, {}, "김하늘\n,", "1"),
    Standing("broken", rejected(), 1, {}),
]


def rows() -> list[dict[str, str]]:
    text = class_csv(CLASS).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_spreadsheet_reads_it() -> None:
    """UTF-8 with its mark, one line a student, whatever students are called."""
    written = class_csv(CLASS)
    assert written.startswith(b"\xef\xbb\xbfstudent,name,section,status,score,")
    assert written.count(b"\r\n") == len(written.splitlines()) == 4
    assert [row["student"] for row in rows()] == ["'" + CLASS[0].student, "absent", "broken"]
    assert rows()[1]["name"] == "김하늘 ,"


def test_raw_and_adjusted_scores_stand_side_by_side() -> None:
    """What machine checks gave, what lateness left of it, what persons gave, what it comes to."""
    row = rows()[0]
    assert {name: row[name] for name in COLUMNS[3:11]} == {
        "status": "graded",
        "score": "2",
        "points": "3",
        "lateness_factor": "0.9",
        "adjusted": "1.8",
        "waiting": "0",
        "marks": "1.5",
        "total": "3.3",
    }
    assert row["late_by_s"] == "60"


def test_what_is_not_decided_is_empty() -> None:
    """Nobody reads a 0 where nothing was graded; a rejected one says why in both languages."""
    for row in rows()[1:]:
        assert row["score"] == row["total"] == row["points"] == ""
    assert rows()[2]["reason_ko"] == "압축 파일이 아니에요."


def test_the_same_class_is_the_same_file() -> None:
    """Byte for byte."""
    assert class_csv(CLASS) == class_csv(CLASS)
