"""What Canvas (LearningX) and Moodle call their columns, in English and in Korean."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Final

from grader.answers import squeezed
from grader.errors import UsageError
from grader.exports.lms.table import Cell
from grader.text import say

Row = Sequence[Cell]


def _names(*names: str) -> tuple[str, ...]:
    return tuple(map(squeezed, names))


# Best first: where two columns tell our students apart equally well, the first is taken.
_STUDENT: Final = _names(
    *("SIS User ID", "SIS 사용자 ID", "SIS 사용자 아이디", "Student ID", "학번", "ID number"),
    *("ID 번호", "식별 번호", "SIS Login ID", "SIS 로그인 ID", "Login ID", "로그인 ID"),
    *("Username", "사용자 아이디", "사용자명", "아이디", "Email address", "이메일 주소", "ID"),
)
_GRADE: Final = _names("Grade", "성적", "점수")  # of a worksheet for one assignment
_WORTH_ROW: Final = _names("Points Possible", "만점", "배점", "총점", "가능한 점수")
_WORTH_COLUMN: Final = _names("Maximum Grade", "최고 성적", "최대 성적", "최고 점수", "만점")
_CHANGEABLE: Final = _names("Grade can be changed", "성적을 변경할 수 있음", "성적 변경 가능")
_NO: Final = _names("No", "아니오", "아니요")
_IN_BRACKETS: Final = re.compile(r"\([^()]*\)")  # the LMS's own number, or a kind of grade
_READ_ONLY: Final = _names("(read only)", "(읽기 전용)")


def target_column(header: Row, titles: Collection[str], column: str | None) -> int:
    """The column that takes the scores; `UsageError` lists the headers if that cannot be told."""
    if column is not None:
        found = [n for n, cell in enumerate(header) if cell.text.strip() == column.strip()]
    else:
        found = [n for n, cell in enumerate(header) if _is_about(cell.text, titles)]
        found = found or [n for n, cell in enumerate(header) if squeezed(cell.text) in _GRADE]
    if len(found) == 1:
        return found[0]
    raise UsageError(
        say(
            "{count} columns could take the scores, expected one. Name it with --column; the file "
            "has: {columns}.",
            count=len(found),
            columns=", ".join(cell.text.strip() for cell in header),
        )
    )


def student_column(rows: Sequence[Row], students: Collection[str]) -> int:
    """The column of ids in which most of our students are found."""
    places = {squeezed(cell.text): number for number, cell in reversed([*enumerate(rows[0])])}
    known = [places[name] for name in _STUDENT if name in places]
    best = max(known, key=lambda number: _matches(rows, number, students), default=None)
    if best is None or not _matches(rows, best, students):
        raise UsageError(
            say(
                "No row of the file is a student's of this ledger. Students are told apart by "
                "ids; the file has: {columns}.",
                columns=", ".join(cell.text.strip() for cell in rows[0]),
            )
        )
    return best


def worths(rows: Sequence[Row], target: int) -> Iterator[str]:
    """What the file says the target column is worth; `UsageError` if it may not change."""
    for row in rows[1:]:
        if squeezed(row[0].text) in _WORTH_ROW and target < len(row):
            if squeezed(row[target].text) in _READ_ONLY:
                raise UsageError(
                    say(
                        "The LMS computes the column {column} itself; name another one.",
                        column=rows[0][target].text,
                    )
                )
            yield row[target].text
    for number, cell in enumerate(rows[0]):
        if squeezed(cell.text) in _WORTH_COLUMN:
            yield from (row[number].text for row in rows[1:] if number < len(row))


def is_locked(header: Row, row: Row) -> bool:
    """A worksheet says of each student whether the grade can be changed."""
    return any(
        squeezed(name.text) in _CHANGEABLE and squeezed(cell.text) in _NO
        for name, cell in zip(header, row, strict=False)
    )


def _is_about(header: str, titles: Collection[str]) -> bool:
    """Assignment 5 (98765) is about assignment5, and Assignment 51 (98765) is not."""
    bare = squeezed(_IN_BRACKETS.sub("", header))
    wanted = {squeezed(title) for title in titles} - {""}
    return any(re.search(rf"{re.escape(title)}(?!\d)", bare) for title in wanted)


def _matches(rows: Sequence[Row], column: int, students: Collection[str]) -> int:
    return sum(row[column].text.strip() in students for row in rows[1:] if column < len(row))
