"""The JSON of a notebook."""

from __future__ import annotations

import json

import pytest

from grader.errors import SubmissionError
from grader.stage.cells import Purpose, read_cells


def test_outputs_are_passed_over() -> None:
    """Whatever a kernel, or a person, put there."""
    cell = {"cell_type": "code", "source": ["a\n", "b"], "outputs": {"no": "list"}, "metadata": {}}
    (read,) = read_cells(json.dumps({"nbformat": 4, "cells": [cell]}).encode(), "hw.ipynb")
    assert (read.text, read.purpose, read.is_students) == ("a\nb", Purpose(), True)


@pytest.mark.parametrize(
    ("purpose", "is_students"),
    [
        ({"solution": True}, True),
        ({"solution": True, "grade": True}, True),
        ({"grade": True, "locked": True}, False),
        ({"grade": True}, False),
        ({"locked": True}, False),
        ({}, True),
    ],
)
def test_what_was_handed_out_is_not_the_students(
    purpose: dict[str, bool], *, is_students: bool
) -> None:
    """Solutions are; statements and checks are ours."""
    cell = {"cell_type": "code", "metadata": {"nbgrader": {"grade_id": "x", **purpose}}}
    (read,) = read_cells(json.dumps({"nbformat": 4, "cells": [cell]}).encode(), "hw.ipynb")
    assert read.is_students is is_students


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"cells": []}',
        b'{"nbformat": 3, "worksheets": []}',
        b'{"nbformat": 4, "cells": [{"cell_type": "magic"}]}',
        b'{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}',
        b'{"nbformat": 4, "metadata": ' + b"[" * 100_000,
        b'\xff{"nbformat": 4}',
    ],
)
def test_broken_notebooks_are_told(content: bytes) -> None:
    """In a sentence, whatever they hold."""
    with pytest.raises(SubmissionError, match=r"hw\.ipynb"):
        read_cells(content, "hw.ipynb")
