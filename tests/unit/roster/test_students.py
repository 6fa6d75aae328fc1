"""The roster is read as the office or the learning system saves it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.roster import Student, read_roster
from grader.text import Text

Write = Callable[..., Path]


def refusal(path: Path) -> str:
    with pytest.raises(UsageError) as refused:
        read_roster(path)
    assert str(path) in refused.value.message.ko
    return refused.value.message.en


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_however_it_is_saved(table: Write, encoding: str, delimiter: str, line_end: str) -> None:
    """Encodings, delimiters and line ends of Korean and other spreadsheets."""
    rows = (("학번", "성명", "분반", "이메일"), ("2023123456", "홍길동", "1", "Hong@example.kr"))
    text = line_end.join(delimiter.join(row) for row in (*rows, ("", "", "", "")))
    expected = Student("2023123456", "홍길동", "1", ("hong@example.kr",))
    assert read_roster(table(text, encoding=encoding)) == (expected,)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,student_id\nKim,1001", Student("1001", "Kim")),
        ("Student ID,Student Name,Section\n1001,Kim,A", Student("1001", "Kim", "A")),
        (
            'Student,ID,SIS User ID,SIS Login ID,Section\n"Kim, Minsu",4711,1001,minsu,A',
            Student("1001", "Kim, Minsu", "A", ("4711", "minsu")),
        ),
        (
            "Identifier,Full name,ID number,Email address\nParticipant 77,Min Kim,1001,m@x.kr",
            Student("1001", "Min Kim", "", ("m@x.kr", "77")),
        ),
        ("번호,학번,이름\n1,1001,\u1112\u1169\u11bc", Student("1001", "홍")),
    ],
)
def test_columns_by_many_names(table: Write, text: str, expected: Student) -> None:
    """Those of Canvas and Moodle, of an office in English or Korean, in pieces or composed."""
    assert read_roster(table(text)) == (expected,)


def test_the_columns_taken_are_said(table: Write) -> None:
    """So that a wrong guess is seen at once."""
    told: list[Text] = []
    read_roster(table("학번,이름,비고\n1001,홍길동,-"), told.append)
    assert "1 students; columns: id = 학번, name = 이름." in told[0].en


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("1001,A\n1002,B\n1001,C", "line 4: The student id 1001 is on line 2 already."),
        ("kim,A\nKim,B", "line 3: The student ids Kim and kim (line 2) differ in capital"),
        ("1001,A\n\n ,B", "line 4: The student id is blank."),
        ("../bob,A", "line 2: The student id ../bob cannot be used"),
        ("bob\u202e,A", "line 2: The student id bob\\u202e cannot be used"),
        ('"a\nb",A', "The student id a\\nb cannot be used"),
        ('"1001,A', "line 2: unexpected end of data"),
        ("", "has no students"),
    ],
)
def test_what_would_mix_students_up(table: Write, rows: str, said: str) -> None:
    """Twice, twins, blank and dangerous ids are refused with their line."""
    assert said in refusal(table(f"id,name\n{rows}"))


def test_a_table_that_is_none(table: Write, tmp_path: Path) -> None:
    """No id column, two of them, no text, no file: the reason, and what was there."""
    assert "has no column student id. Its first line is: name, e-mail" in refusal(
        table("name,e-mail\nKim,a@b")
    )
    assert "two columns are called student id" in refusal(table("Student ID,student_id\n1,2"))
    assert "neither UTF-8 nor CP949" in refusal(table("학번\n1", encoding="utf-16"))
    assert "cannot be read" in refusal(tmp_path / "absent.csv")
    assert "has no column" in refusal(table(""))
