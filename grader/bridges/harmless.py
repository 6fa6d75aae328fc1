"""A student's notebook made safe to show: nbgrader's pages would take what is in it for markup."""

from __future__ import annotations

from typing import Any, Final

from grader.bridges.cells import inert_markdown

_KEPT: Final = ("kernelspec", "language_info")  # of the notebook's metadata
_KEPT_OF_CELL: Final = ("nbgrader", "deletable", "editable")


def make_harmless(notebook: Any) -> None:
    """Change a `NotebookNode` in place; what nbgrader locked is ours and stays as it is."""
    _keep(notebook.metadata, _KEPT)
    for cell in notebook.cells:
        _keep(cell.metadata, _KEPT_OF_CELL)
        cell.pop("attachments", None)
        if cell.cell_type == "code":
            cell.outputs, cell.execution_count = [], None
        elif not _is_ours(cell.metadata.get("nbgrader", {})):
            cell.cell_type, cell.source = "markdown", inert_markdown(cell.source)


def _is_ours(purpose: Any) -> bool:
    """Put back by nbgrader itself, which takes away an id that it does not know."""
    return bool(purpose.get("locked") and purpose.get("grade_id")) and not purpose.get("solution")


def _keep(metadata: Any, names: tuple[str, ...]) -> None:
    for name in set(metadata) - set(names):
        del metadata[name]
