"""Scores get into the one column of an LMS's file, and nowhere else."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import GraderFault, UsageError
from grader.exports.lms import Filled, fill
from grader.exports.lms.table import Table

CANVAS = (
    "\ufeffStudent,ID,SIS User ID,SIS Login ID,Section,Assignment 51 (4),Assignment 5 (98765),"
    "Final Score\r\n"
    "    Points Possible,,,,,10,100,(read only)\r\n"
    '"김, 민수",101,20231234,minsu,01,3,,88\r\n'
    '"이, 영희",102,20235678,yh,01,4,"12",77\r\n'
    '"Student, Test",103,,x,01,,,\r\n'
)
MOODLE = (
    "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,"
    '"Grade can be changed","Last modified (grade)","Feedback comments"\n'
    'Participant 12,"Kim, Minsu",20231234,a@b.c,Submitted,,100.00,Yes,-,"<p>a\n""b""</p>"\n'
    "Participant 13,Lee,20235678,,,40.00,100.00,No,-,\n"
)
MOODLE_KO = (
    "식별자,성명,학번,이메일 주소,상태,성적,최고 성적,성적을 변경할 수 있음\n"
    "참여자 12,김민수,20231234,a@b.c,제출됨,,100.00,예\n"
    "참여자 13,이영희,20235678,,,40.00,100.00,아니오\n"
)
SCORES = {"20231234": 21.456, "20235678": 12.0, "20239999": 1.0}


def filled(text: str, encoding: str = "utf-8", **changes: object) -> Filled:
    values = {
        "scores": SCORES,
        "students": [*SCORES, "20230000"],
        "titles": ("assignment5", "Convolutional networks", "합성곱 신경망"),
        "points": 100.0,
    }
    return fill(text.encode(encoding), **values | changes)


def test_canvas() -> None:
    """The assignment's column by its name; a score that is there already keeps its bytes."""
    result = filled(CANVAS)
    expected = CANVAS.replace("01,3,,88", "01,3,21.46,88")
    assert result.data.decode() == expected
    assert (result.column, result.student_column) == ("Assignment 5 (98765)", "SIS User ID")
    assert result.written == ("20231234", "20235678")
    assert (result.replaced, result.locked, result.absent) == ((), (), ("20239999",))


def test_another_score_is_replaced_and_told() -> None:
    """What a person may have entered by hand does not vanish silently."""
    result = filled(CANVAS, scores={"20235678": 55.5})
    assert '"55.5",77' in result.data.decode()
    assert result.replaced == ("20235678",)


@pytest.mark.parametrize(("text", "encoding"), [(MOODLE, "utf-8"), (MOODLE_KO, "cp949")])
def test_moodle(text: str, encoding: str) -> None:
    """A grading worksheet in both languages; a locked grade stays as it is."""
    result = filled(text, encoding)
    new = result.data.decode(encoding)
    assert new in (
        text.replace("Submitted,,", "Submitted,21.46,"),
        text.replace("제출됨,,", "제출됨,21.46,"),
    )
    assert (result.written, result.locked) == (("20231234",), ("20235678",))


def test_korean_headers_of_canvas() -> None:
    """LearningX in Korean: 학번, the title in Korean, and 배점 for what it is worth."""
    text = "학생,ID,학번,분반,과제 5: 합성곱 신경망 (7)\n배점,,,,100\n김,1,20231234,01,\n"
    assert filled(text).data.decode().endswith("김,1,20231234,01,21.46\n")


def test_a_column_can_be_named() -> None:
    """--column decides where two could be meant."""
    assert b",21.46,,88" in filled(CANVAS.replace("01,3", "01,"), column="Assignment 51 (4)",
                                   points=10.0).data  # fmt: skip


@pytest.mark.parametrize(
    ("text", "changes", "said"),
    [
        (CANVAS, {"points": 30.0}, "worth 100 points, the assignment 30"),
        (CANVAS, {"column": "Final Score"}, "computes the column Final Score itself"),
        (CANVAS, {"column": "Nope"}, "0 columns could take the scores.*Section"),
        (CANVAS.replace("51 (4)", "5 (4)"), {}, "2 columns could take the scores"),
        (CANVAS, {"students": ["1"]}, "No row of the file"),
        (CANVAS.replace("SIS User ID", "x").replace("SIS Login ID", "y"), {}, "No row of the"),
        (MOODLE.replace("100.00,Yes", "30.00,Yes"), {}, "worth 30 points"),
    ],
)
def test_what_is_not_clear_is_refused(text: str, changes: dict[str, object], said: str) -> None:
    """Nothing is guessed; the message names the columns there are."""
    with pytest.raises(UsageError, match=said):
        filled(text, **changes)


@given(
    st.lists(st.text(max_size=6), min_size=3, max_size=3),  # quoted, so anything may be in them
    st.dictionaries(st.sampled_from(["1001", "1002", "1003"]), st.floats(0, 100), min_size=1),
    st.sampled_from(["\n", "\r\n"]),
)
def test_nothing_else_changes(names: list[str], scores: dict[str, float], end: str) -> None:
    """Whatever the names are, only the cells of the column differ, and they hold the scores."""
    names = [name.encode("utf-8", "replace").decode() for name in names]
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator=end, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow(["이름", "학번", "성적", "비고"])
    writer.writerows([name, 1000 + n, "", "=x"] for n, name in enumerate(names, start=1))
    old = file.getvalue().encode()
    result = fill(old, scores, students=scores, titles=("hw",), points=100.0)
    for before, after in zip(Table.read(old).rows, Table.read(result.data).rows, strict=True):
        for column, (one, other) in enumerate(zip(before, after, strict=True)):
            if column == 2 and before[1].text in scores:
                assert float(other.text) == pytest.approx(scores[before[1].text], abs=0.0051)
            else:
                assert one.text == other.text
    assert len(result.data) - len(old) == sum(
        len(row[2].text) for row in Table.read(result.data).rows[1:]
    )


def test_a_file_that_does_not_read_back_is_not_given_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A mistake of ours is found before the LMS has it."""
    monkeypatch.setattr(Table, "with_texts", lambda self, texts: CANVAS.encode())
    with pytest.raises(GraderFault, match="nothing is written"):
        filled(CANVAS)
