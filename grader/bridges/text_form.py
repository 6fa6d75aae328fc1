"""The notebook alone, as a notebook's file or as text that can be reviewed and compared."""

from __future__ import annotations

from pathlib import Path

import jupytext

from grader.assignment import Assignment
from grader.bridges.form import notebook_of
from grader.errors import UsageError
from grader.text import say
from grader.writing import write_file


def write_notebook(assignment: Assignment, path: Path) -> Path:
    """`path` says the form: .ipynb, or .py with a cell below each `# %%` (jupytext)."""
    content = notebook_of(assignment)
    if path.suffix == ".py":
        form = jupytext.reads(content.decode(), fmt="ipynb")
        content = jupytext.writes(form, fmt="py:percent").encode()
    elif path.suffix != ".ipynb":
        raise UsageError(
            say("{file} ends with {got}, expected .ipynb or .py.", file=path, got=path.suffix)
        )
    write_file(path, [content])
    return path
