"""Who is in the class: the table that the course's office or learning system hands out."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Final

import msgspec

from grader.errors import UsageError
from grader.roster.table import STUDENT_HEADERS, Headers, Row, Table, read_table
from grader.stage import shown
from grader.text import Text, say

_HEADERS: Final[Headers] = {
    "id": STUDENT_HEADERS,
    "name": ("name", "full name", "student name", "이름", "성명", "학생명", "student"),
    "section": ("section", "class", "group", "분반", "반"),
    "email": ("email", "e-mail", "email address", "이메일", "메일", "전자우편"),
    "lms": ("lms id", "canvas id", "moodle id", "identifier", "user id", "id", "식별자"),
    "login": ("login", "login id", "sis login id", "로그인", "로그인 id"),
}
_ALIASES: Final = ("email", "lms", "login")
_PARTICIPANT: Final = "participant "  # Moodle's worksheet writes it before the number

Told = Callable[[Text], None]


class Student(msgspec.Struct, frozen=True):
    """One line of the roster."""

    id: str
    name: str = ""
    section: str = ""
    aliases: tuple[str, ...] = ()  # what a learning system calls them: e-mail, login, number


def read_roster(path: Path, told: Told = lambda _: None) -> tuple[Student, ...]:
    """The students of a CSV or TSV file; `told` hears which columns were taken.

    `UsageError` with the line where an id is missing, twice there, or differs from another
    in capital and small letters only.
    """
    table = read_table(path, _HEADERS, required=("id",))
    told(_columns(table))
    students = tuple(_student(table, row) for row in table.rows)
    _require_told_apart(table, students)
    return students


def same(identity: str) -> str:
    """The form in which two ids are compared: ids that differ in case only are a mistake."""
    return unicodedata.normalize("NFC", identity).casefold()


def _student(table: Table, row: Row) -> Student:
    identity = row["id"]
    if not identity:
        raise table.wrong(row, say("The student id is blank."))
    if identity in (".", "..") or "/" in identity or shown(identity) != identity:
        raise table.wrong(
            row,
            say(
                "The student id {got} cannot be used; expected a plain one such as 2023123456.",
                got=shown(identity),
            ),
        )
    aliases = [row[meaning].casefold().removeprefix(_PARTICIPANT) for meaning in _ALIASES]
    return Student(identity, row["name"], row["section"], tuple(filter(None, aliases)))


def _require_told_apart(table: Table, students: tuple[Student, ...]) -> None:
    lines: dict[str, tuple[int, str]] = {}
    for row, student in zip(table.rows, students, strict=True):
        line, earlier = lines.setdefault(same(student.id), (row.line, student.id))
        if line != row.line:
            raise table.wrong(row, _twice(student.id, earlier, line))


def _twice(identity: str, earlier: str, line: int) -> Text:
    if identity == earlier:
        return say("The student id {got} is on line {line} already.", got=identity, line=line)
    return say(
        "The student ids {got} and {earlier} (line {line}) differ in capital and small letters"
        " only. Give one of them another id.",
        got=identity,
        earlier=earlier,
        line=line,
    )


def _columns(table: Table) -> Text:
    if not table.rows:
        raise UsageError(say("{file} has no students.", file=table.path))
    taken = ", ".join(f"{meaning} = {header}" for meaning, header in table.columns.items())
    return say(
        "{file}: {count} students; columns: {taken}.",
        file=table.path,
        count=len(table.rows),
        taken=taken,
    )
