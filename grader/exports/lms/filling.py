"""Which column of an LMS's file takes the scores, and whose row is whose."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from grader.errors import GraderFault, UsageError
from grader.exports.lms import headers
from grader.exports.lms.table import Cell, Table
from grader.reports.points import shown_points
from grader.text import say

Row = tuple[Cell, ...]


@dataclass(frozen=True)
class Filled:
    """The new file, and what a person should know of it."""

    data: bytes
    column: str  # that was filled
    student_column: str  # by which rows were told apart
    written: tuple[str, ...]  # students whose cell now holds their score
    replaced: tuple[str, ...]  # of those, whose cell held another one
    locked: tuple[str, ...]  # the LMS does not let their cell change
    absent: tuple[str, ...]  # with a score and without a row


def fill(
    data: bytes,
    scores: Mapping[str, float],
    *,
    students: Collection[str],
    titles: Collection[str],
    points: float,
    column: str | None = None,
) -> Filled:
    """`data` with `scores` (by student) in one column: `column`, or the one that `titles` name.

    `students` are all that we know; by their ids rows are told apart. `UsageError` if the column
    cannot be told, is worth something else than `points`, or if no row is a student's.
    """
    table = Table.read(data)
    target = headers.target_column(table.rows[0], titles, column)
    _require_same_worth(table, target, points)
    student = headers.student_column(table.rows, students)
    ours = [row for row in table.rows[1:] if _text(row, student) in scores and target < len(row)]
    locked = {_text(row, student) for row in ours if headers.is_locked(table.rows[0], row)}
    cells = {row[target]: _text(row, student) for row in ours}
    written = {cell: who for cell, who in cells.items() if who not in locked}
    texts = {
        cell: shown_points(scores[who])
        for cell, who in written.items()
        if _number(cell.text) != round(scores[who], 2)
    }
    new = table.with_texts(texts)
    _read_back(table, new, target, texts)
    return Filled(
        data=new,
        column=table.rows[0][target].text,
        student_column=table.rows[0][student].text,
        written=tuple(sorted(set(written.values()))),
        replaced=tuple(sorted({written[cell] for cell in texts if cell.text.strip()})),
        locked=tuple(sorted(locked)),
        absent=tuple(sorted(set(scores) - set(cells.values()))),
    )


def _text(row: Row, column: int) -> str:
    return row[column].text.strip() if column < len(row) else ""


def _number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _require_same_worth(table: Table, target: int, points: float) -> None:
    """What the file says a column is worth, where it says so."""
    for worth in headers.worths(table.rows, target):
        got = _number(worth)
        if got is not None and abs(got - points) > 1e-6:
            raise UsageError(
                say(
                    "The column {column} is worth {got} points, the assignment {expected}. Make "
                    "them equal in the LMS, and export its file again.",
                    column=table.rows[0][target].text,
                    got=shown_points(got),
                    expected=shown_points(points),
                )
            )


def _read_back(table: Table, new: bytes, target: int, texts: Mapping[Cell, str]) -> None:
    """Cell by cell: what had to change did, and nothing else."""
    expected = [_texts(row, target, texts) for row in table.rows]
    if [[cell.text for cell in row] for row in Table.read(new).rows] != expected:
        raise GraderFault(say("The filled file does not read as it was meant; nothing is written."))


def _texts(row: Sequence[Cell], target: int, texts: Mapping[Cell, str]) -> list[str]:
    return [
        texts.get(cell, cell.text) if number == target else cell.text
        for number, cell in enumerate(row)
    ]
