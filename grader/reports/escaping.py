"""Text that student code can influence, made harmless before a terminal sees it."""

from __future__ import annotations

import re
from typing import Final

from rich.cells import cell_len

from grader.letters import normalized

_BLANK: Final = "\u115f\u2800"  # they take cells, yet show nothing
_ODD: Final = re.compile("[^ -~가-힣]")  # the others are looked at one by one
_TAB_CELLS: Final = 4
_MOST_CHARACTERS: Final = 1500
_MOST_LINES: Final = 8


def inert(text: str, *, lines: bool = False) -> str:
    r"""`text` with whatever acts on a terminal or cannot be seen written as \x1b, \u202e, ...

    Control characters, escape sequences, marks that reorder text, zero-width characters,
    stacked accents and lone surrogates all become visible. With `lines`, line ends stay and
    tabs become spaces: whoever asks for that begins every line with something of their own.
    """
    composed = normalized("NFC", text)
    if not lines:
        return _ODD.sub(_shown, composed)
    rows = composed.replace("\r\n", "\n").split("\n")
    return "\n".join(_ODD.sub(_shown, row.expandtabs(_TAB_CELLS)) for row in rows)


def _shown(found: re.Match[str]) -> str:
    letter = found[0]
    if letter.isprintable() and letter not in _BLANK and cell_len(letter):
        return letter
    return letter.encode("unicode_escape").decode("ascii")


def encodable(text: str, encoding: str) -> str:
    r"""`text` with what `encoding` cannot say written as \xe9, \ud55c, ..."""
    return text.encode(encoding, "backslashreplace").decode(encoding)


def shortened(text: str, ellipsis: str) -> str:
    """The beginning of `text`, enough for a person; a flood must not bury the report."""
    lines = text[:_MOST_CHARACTERS].split("\n")
    short = "\n".join(lines[:_MOST_LINES])
    return short if len(short) == len(text) else f"{short} {ellipsis}"
