"""A notebook in the place of the assignment's files: its cells, sorted by exercise.

A cell belongs to an exercise by the id that nbgrader gave it, else by the heading above it
that names the exercise or its file.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import PurePath
from typing import Final

from grader.errors import SubmissionError
from grader.stage.cells import Cell, read_cells
from grader.stage.entries import Entry, FileRefusedError, too_large
from grader.stage.names import is_clutter, listed, match, shown
from grader.stage.notebook_code import Code, module_of, without_commands
from grader.stage.staged import Allowed, StageLimits, is_source
from grader.text import Text, say

_HEADING: Final = re.compile(
    r"^ {0,3}#{1,6}[ \t]*(?:(?:exercise|problem|연습 ?문제|문제)[ \t]+)?(?:\w{1,3}[.)][ \t]*)?"
    r"`?(?P<stem>\w+)(?:\.\w+)?`?(?![\w-])",
    re.MULTILINE | re.IGNORECASE,
)
_UNTOUCHED: Final = "YOUR ANSWER HERE"  # what nbgrader puts in the place of a written answer
_MOST_COMMANDS: Final = 5  # told of


@dataclass(frozen=True)
class Unfolded:
    """What a submission holds once its notebook is taken apart."""

    entries: Sequence[Entry]
    notes: tuple[Text, ...] = ()


def is_notebook(name: str) -> bool:
    """`name` is a notebook's, in whatever case."""
    return name.lower().endswith(".ipynb")


def unfolded(entries: Sequence[Entry], allowed: Allowed, limits: StageLimits) -> Unfolded:
    """`entries` with files in the place of the notebook, where no source file was handed in.

    Raises SubmissionError where several notebooks were, or where the notebook holds no cell of
    any exercise.
    """
    files = [entry for entry in entries if not entry.is_folder and not is_clutter(entry.path)]
    notebooks = [entry for entry in files if is_notebook(entry.name)]
    wanted = (match(entry.name, allowed) for entry in files)
    if not notebooks or any(name and is_source(name) for name in wanted):
        return Unfolded(entries)
    if len(notebooks) > 1:
        raise SubmissionError(
            say(
                "There is more than one notebook: {got}. Hand in only one.",
                got=listed(["/".join(entry.path) for entry in notebooks]),
            )
        )
    made = _taken_apart(notebooks[0], allowed, limits)
    return Unfolded([*(e for e in entries if e is not notebooks[0]), *made.entries], made.notes)


def _taken_apart(notebook: Entry, allowed: Allowed, limits: StageLimits) -> Unfolded:
    try:
        data = notebook.read(limits.notebook_bytes)
    except FileRefusedError as refused:
        raise SubmissionError(refused.reason) from None
    cells = _sorted(read_cells(data, notebook.name), allowed)
    if not cells.by_file:
        raise _no_exercise(notebook.name, allowed)
    folder = notebook.path[:-1]
    made = [
        Entry((*folder, file), partial(_read, cells.text_of(file, allowed)))
        for file in cells.by_file
    ]
    taken = say(
        "The cells of {name} were taken for {files}.",
        name=shown(notebook.name),
        files=", ".join(sorted(cells.by_file)),
    )
    return Unfolded(made, (taken, *_refused_commands(cells.commands)))


@dataclass(frozen=True)
class _Sorted:
    """The students' cells by file; `shared` ones stand above the first exercise."""

    by_file: Mapping[str, Sequence[Code]]
    shared: Sequence[Code]
    commands: Sequence[tuple[int, str]]  # with their cells

    def text_of(self, file: str, allowed: Allowed) -> str | FileRefusedError:
        parts = self.by_file[file]
        if not is_source(file):
            return "\n\n".join(part.text for part in parts) + "\n"
        imports = [name for name in allowed[file] if name in self.by_file]
        try:
            return module_of([*self.shared, *parts], map(_stem, imports))
        except FileRefusedError as refused:
            return refused


def _sorted(cells: Sequence[Cell], allowed: Allowed) -> _Sorted:
    files = {_stem(name): name for name in allowed if name.endswith((".py", ".md"))}
    by_file: dict[str, list[Code]] = {}
    shared: list[Code] = []
    commands: list[tuple[int, str]] = []
    file = None
    for number, cell in enumerate(cells, start=1):
        file = _file_named(cell, files) or file
        if not cell.is_students or not _fits(cell, file):
            continue
        code = Code(number, cell.text)
        if cell.cell_type == "code":
            code, refused = without_commands(code)
            commands += ((number, line) for line in refused)
        elif _question(cell):
            code = Code(number, _answer(cell))
        if code.text.strip():
            (shared if file is None else by_file.setdefault(file, [])).append(code)
    return _Sorted(by_file, shared, commands)


def _fits(cell: Cell, file: str | None) -> bool:
    """Code goes into Python files, text into others."""
    return (cell.cell_type == "code") == (file is None or is_source(file))


def _file_named(cell: Cell, files: Mapping[str, str]) -> str | None:
    """The file that a cell, or the cells below it, belong to; None if it does not say."""
    if cell.purpose.grade_id:
        return files.get(cell.purpose.grade_id.partition("-")[0])
    if cell.cell_type != "markdown":
        return None
    named = [files[h["stem"]] for h in _HEADING.finditer(cell.text) if h["stem"] in files]
    return named[-1] if named else None


def _question(cell: Cell) -> str:
    return cell.purpose.grade_id.partition("-")[2]


def _answer(cell: Cell) -> str:
    """An answer below its question's heading, as in the assignment's own file."""
    text = "" if cell.text.strip() == _UNTOUCHED else cell.text
    return f"## {_question(cell)}\n\n{text}"


def _stem(name: str) -> str:
    return PurePath(name).stem


def _read(text: str | FileRefusedError, limit_bytes: int) -> bytes:
    if isinstance(text, FileRefusedError):
        raise text
    data = text.encode("utf-8", "surrogatepass")
    if len(data) > limit_bytes:
        raise too_large(limit_bytes)
    return data


def _refused_commands(commands: Sequence[tuple[int, str]]) -> Iterator[Text]:
    for cell, line in commands[:_MOST_COMMANDS]:
        yield say(
            "Cell {cell}: the notebook command {got} was refused and not run.",
            cell=cell,
            got=shown(line),
        )


def _no_exercise(name: str, allowed: Collection[str]) -> SubmissionError:
    return SubmissionError(
        say(
            "No cell of {name} belongs to an exercise. Put a heading above the cells of each"
            " exercise, such as: ## {example}. Exercises: {expected}.",
            name=shown(name),
            example=_stem(min(allowed)),
            expected=listed([_stem(file) for file in sorted(allowed)]),
        )
    )
