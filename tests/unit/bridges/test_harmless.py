"""A student's notebook before it is shown."""

from __future__ import annotations

from nbformat import NotebookNode, from_dict

from grader.bridges.harmless import make_harmless

EVIL = "<script>evil()</script>"


def shown(*cells: dict) -> NotebookNode:
    book = from_dict({"metadata": {"kernelspec": {}, "widgets": EVIL}, "cells": list(cells)})
    make_harmless(book)
    return book


def test_text_becomes_text() -> None:
    """Raw cells too: pages would take those for HTML."""
    for kind in ("markdown", "raw"):
        cell = {"cell_type": kind, "source": EVIL, "metadata": {"raw_mimetype": "text/html"}}
        (made,) = shown({**cell, "attachments": {"a.svg": {}}}).cells
        assert made.cell_type == "markdown"
        assert "<script" not in made.source
        assert made.metadata == {}
        assert "attachments" not in made


def test_code_keeps_its_source_and_loses_its_outputs() -> None:
    """Code is shown as text anyway; outputs may be HTML."""
    cell = {"cell_type": "code", "source": EVIL, "metadata": {}, "outputs": [EVIL]}
    (made,) = shown({**cell, "execution_count": 3}).cells
    assert (made.source, made.outputs, made.execution_count) == (EVIL, [], None)


def test_our_own_text_stays() -> None:
    """A lock that nbgrader does not know makes nothing ours."""
    ours = {"locked": True, "grade_id": "a-title"}
    for purpose, stays in (
        (ours, True),
        ({"locked": True}, False),
        ({**ours, "solution": 1}, False),
    ):
        cell = {"cell_type": "markdown", "source": "# **A**", "metadata": {"nbgrader": purpose}}
        (made,) = shown(cell).cells
        assert (made.source == "# **A**") is stays
        assert made.metadata.nbgrader == purpose


def test_the_notebooks_own_metadata_is_cut_down() -> None:
    """Widgets' state is written into the page as it is."""
    assert set(shown().metadata) == {"kernelspec"}
