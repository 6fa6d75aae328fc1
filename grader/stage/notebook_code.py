"""The code of a notebook's cells as one module; what only a notebook understands is refused.

Nothing is parsed: a line is known by how it begins, as IPython itself knows a magic.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from grader.stage.entries import FileRefusedError
from grader.stage.names import shown
from grader.text import say

# What a line may stand in without being one: strings of several lines; and strings and comments
# of one line, so that three quotes in them begin none. Escapes are not minded: what has no end is
# then looked for once, where hostile text could make it once for each line.
_TEXT: Final = r"(?P<text>\"{3}[\s\S]*?\"{3}|'{3}[\s\S]*?'{3}|\"[^\"\n]*+\"|'[^'\n]*+'|\#[^\n]*+)"
# A command on a line of its own: magics, shell lines, questions. None of them is Python, and the
# cell is whole without them.
_COMMAND: Final = re.compile(
    rf"{_TEXT}|^(?:%(?!%)\w.*|%%(?:time|timeit|capture)\b.*|!(?!=).*|\?.*|[\w.]++\?{{1,2}}[ \t]*)$",
    re.MULTILINE,
)
# How a student asks for our report; no part of the answer
_ASKS_US: Final = re.compile(
    r"^(?:import grader|grader\.check\(.*\)|%load_ext grader|%grade\b.*)[ \t]*$", re.MULTILINE
)
# Cells in another language, and values that come out of a command
_FOREIGN: Final = re.compile(
    rf"{_TEXT}|^[ \t]*+(?:%%\w++|[\w., \t]++=[ \t]*+(?:!|%(?=\w))).*$", re.MULTILINE
)
_FUTURE: Final = re.compile(r"^from __future__ import [\w, ]++$", re.MULTILINE)


class Code(NamedTuple):
    """The text of one cell."""

    cell: int  # counted from 1
    text: str


def without_commands(code: Code) -> tuple[Code, list[str]]:
    """A cell with a blank line for every command in it, and those commands."""
    text = _ASKS_US.sub("", code.text.replace("\r\n", "\n"))
    commands = _outside_text(_COMMAND, text)
    return Code(code.cell, _COMMAND.sub(lambda found: found["text"] or "", text)), commands


def module_of(parts: Sequence[Code], imports: Iterable[str]) -> str:
    """One module made of cells, after all public names of the modules in `imports`.

    In a notebook a cell sees what the cells above it define; the imports stand for that.
    Raises FileRefusedError where a cell holds what is no Python.
    """
    for part in parts:
        if found := _outside_text(_FOREIGN, part.text):
            raise FileRefusedError(
                say(
                    "Cell {cell} has the notebook command {got}, which is not run here."
                    " Write it in Python.",
                    cell=part.cell,
                    got=shown(found[0].strip()),
                )
            )
    future = dict.fromkeys(line for part in parts for line in _FUTURE.findall(part.text))
    bodies = (f"# [{part.cell}]\n{_FUTURE.sub('', part.text)}" for part in parts)
    names = (f"from {name} import *" for name in imports)
    return "\n".join([*future, *names, *bodies]) + "\n"


def _outside_text(pattern: re.Pattern[str], source: str) -> list[str]:
    return [found[0] for found in pattern.finditer(source) if not found["text"]]
