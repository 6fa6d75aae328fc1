"""A notebook of nbgrader's, cell by cell, as the JSON of nbformat 4."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType
from typing import Any, Final

import msgspec

Cell = dict[str, Any]

_SCHEMA_VERSION: Final = 3  # of nbgrader's metadata
_KERNEL: Final = {"name": "python3", "display_name": "Python 3", "language": "python"}


def statement(grade_id: str, text: str) -> Cell:
    """Text that nobody but us writes."""
    return _markdown(text, grade_id, locked=True)


def solution(grade_id: str, source: str) -> Cell:
    """Code that is the student's; a person can comment on it."""
    return _code(source, grade_id, solution=True)


def checks(grade_id: str, source: str, points: float, outputs: Sequence[Any] = ()) -> Cell:
    """Read-only code that earns points."""
    return _code(source, grade_id, outputs, grade=True, locked=True, points=points)


def answer(grade_id: str, text: str, points: float) -> Cell:
    """Text that is the student's and earns points."""
    return _markdown(text, grade_id, grade=True, solution=True, points=points)


def output(bundle: dict[str, str]) -> Cell:
    """What is shown below a cell, by media type; the HTML must be harmless already."""
    return {"output_type": "display_data", "data": bundle, "metadata": {}}


def inert_markdown(text: str) -> str:
    """A student's words as they are: no markup, no picture from elsewhere, no formula that acts.

    nbgrader's pages show markdown as HTML, scripts included.
    """
    style = "white-space: pre-wrap; font-family: inherit; background: none; border: 0"
    return f'<pre style="{style}">{escape(text)}</pre>'


def notebook(cells: Sequence[Cell], about: Mapping[str, Any] = MappingProxyType({})) -> bytes:
    """The file; `about` joins its metadata."""
    content = {
        "cells": cells,
        "metadata": {"kernelspec": _KERNEL, "language_info": {"name": "python"}, **about},
        "nbformat": 4,
        "nbformat_minor": 4,
    }
    return msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n"


def _code(source: str, grade_id: str, outputs: Sequence[Any] = (), **purpose: Any) -> Cell:
    cell = _cell("code", source, grade_id, purpose)
    return cell | {"outputs": list(outputs), "execution_count": None}


def _markdown(source: str, grade_id: str, **purpose: Any) -> Cell:
    return _cell("markdown", source, grade_id, purpose)


def _cell(kind: str, source: str, grade_id: str, purpose: dict[str, Any]) -> Cell:
    known = dict.fromkeys(("grade", "solution", "locked", "task"), False) | purpose
    known |= {"schema_version": _SCHEMA_VERSION, "grade_id": grade_id, "cell_type": kind}
    return {"cell_type": kind, "source": source, "metadata": {"nbgrader": known}}
