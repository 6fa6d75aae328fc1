"""What students wrote, kept for the people who grade it, and what those people decide."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, RowMapping, Select, func, select

from grader.answers import Drawing, WrittenAnswer
from grader.ledger.entry import Mark
from grader.ledger.inserting import insert_new
from grader.ledger.rows import row_of_mark
from grader.ledger.schema import lock
from grader.ledger.tables import answers, marks

_Read = Callable[[Select[Any]], Sequence[RowMapping]]
_ANSWER: Final = ("assignment", "submission_sha256", "question")


class KeptAnswer(msgspec.Struct, frozen=True):
    """One answer without its drawings, which can be large."""

    submission_sha256: str
    question: str
    text: str
    drawings: int


class _Meanwhile(Exception):
    """Somebody decided on the same answer: the transaction is taken back."""


class Essays:
    """Answers that people grade; a part of `Ledger`."""

    def __init__(self, read: _Read, write: Callable[[Callable[[Connection], bool]], bool]) -> None:
        self._read, self._write = read, write

    def keep(
        self, assignment: str, submission_sha256: str, written: Iterable[WrittenAnswer]
    ) -> None:
        """Keep what one submission answers; what is kept already stays as it is."""
        rows = [
            {
                "assignment": assignment,
                "submission_sha256": submission_sha256,
                "question": answer.question,
                "text": answer.text.encode(),  # databases do not take every character as text
                "drawings": len(answer.drawings),
                "drawn": msgspec.msgpack.encode(answer.drawings),
            }
            for answer in written
        ]
        self._write(lambda connection: _keep(connection, rows))

    def answers(self, assignment: str) -> Iterator[KeptAnswer]:
        """Every answer of every submission, in the order of their hashes."""
        columns = [column for column in answers.c if column is not answers.c.drawn]
        rows = select(*columns).where(answers.c.assignment == assignment)
        for row in self._read(rows.order_by(answers.c.submission_sha256, answers.c.question)):
            yield KeptAnswer(
                row["submission_sha256"], row["question"], row["text"].decode(), row["drawings"]
            )

    def drawings(
        self, assignment: str, submission_sha256: str, question: str
    ) -> tuple[Drawing, ...]:
        """The drawings of one answer."""
        values = zip(_ANSWER, (assignment, submission_sha256, question), strict=True)
        here = [answers.c[name] == value for name, value in values]
        for row in self._read(select(answers.c.drawn).where(*here)):
            return msgspec.msgpack.decode(row["drawn"], type=tuple[Drawing, ...])
        return ()

    def decide(self, decisions: Sequence[tuple[Mark, int]]) -> bool:
        """Keep all these marks, or none of them and False.

        With each stands how many marks on its answer its person has seen; if there are more
        by now, somebody else decided meanwhile and must not be written over unseen.
        """
        try:
            return self._write(lambda connection: _decide(connection, decisions))
        except _Meanwhile:
            return False


def _keep(connection: Connection, rows: Iterable[dict[str, Any]]) -> bool:
    for row in rows:
        insert_new(connection, answers, row)
    return True


def _decide(connection: Connection, decisions: Sequence[tuple[Mark, int]]) -> bool:
    lock(connection)
    for mark, seen in decisions:
        row = row_of_mark(mark)
        known = select(marks.c.id).where(marks.c.sha256 == row["sha256"])
        if connection.execute(known).first() is not None:
            continue  # this very decision: the transaction was tried before
        if _count(connection, mark) != seen:
            raise _Meanwhile
        insert_new(connection, marks, row)
    return True


def _count(connection: Connection, mark: Mark) -> int:
    here = select(func.count()).where(
        marks.c.assignment == mark.assignment,
        marks.c.student == mark.student,
        marks.c.question == mark.question,
        marks.c.submission_sha256 == mark.submission_sha256,
    )
    return connection.execute(here).scalar_one()
