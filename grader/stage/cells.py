"""The cells of a notebook, read strictly: what a kernel put there is passed over unread."""

from __future__ import annotations

from typing import Final, Literal

import msgspec

from grader.errors import SubmissionError
from grader.stage.names import shown
from grader.text import say

_NBFORMAT: Final = 4


class Purpose(msgspec.Struct, frozen=True):
    """What nbgrader keeps a cell for."""

    grade_id: str = ""
    grade: bool = False
    solution: bool = False
    locked: bool = False


class _Metadata(msgspec.Struct, frozen=True):
    nbgrader: Purpose = Purpose()


class Cell(msgspec.Struct, frozen=True):
    """One cell, without its outputs."""

    cell_type: Literal["code", "markdown", "raw"]
    source: str | list[str] = ""
    metadata: _Metadata = _Metadata()

    @property
    def text(self) -> str:
        """What stands in it."""
        return self.source if isinstance(self.source, str) else "".join(self.source)

    @property
    def purpose(self) -> Purpose:
        """Plain where nbgrader does not know the cell."""
        return self.metadata.nbgrader

    @property
    def is_students(self) -> bool:
        """Written by the student: neither a statement nor a check that was handed out."""
        return self.purpose.solution or not (self.purpose.grade or self.purpose.locked)


class _Notebook(msgspec.Struct, frozen=True):
    nbformat: int
    cells: tuple[Cell, ...] = ()


def read_cells(data: bytes, name: str) -> tuple[Cell, ...]:
    """The cells of the notebook `name`; raises SubmissionError where it is none of format 4."""
    try:
        notebook = msgspec.json.decode(data, type=_Notebook)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise SubmissionError(
            say(
                "{name} is no notebook that can be read ({reason}). Save it again in Jupyter.",
                name=shown(name),
                reason=shown(str(error)),
            )
        ) from None
    if notebook.nbformat != _NBFORMAT:
        raise SubmissionError(
            say(
                "{name} has the notebook format {got}, expected {expected}. Save it again in a"
                " newer Jupyter.",
                name=shown(name),
                got=notebook.nbformat,
                expected=_NBFORMAT,
            )
        )
    return notebook.cells
