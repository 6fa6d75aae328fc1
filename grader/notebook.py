"""Feedback in a notebook: `grader.check("convolution")`, or `%grade convolution`.

What is graded are the files in the assignment's folder, as saved. IPython is no dependency:
where it runs it is there, elsewhere the report is printed.
"""

from __future__ import annotations

import atexit
import os
import sys
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from grader.assignment import Assignment, find, find_nearby
from grader.cli.language import chosen
from grader.errors import GradeError
from grader.grading import Lane
from grader.hints import Hints
from grader.records import GradedSubmission
from grader.reports import inert, make_console, print_report
from grader.reports.bundle import display_bundle
from grader.stage import stage
from grader.text import Language


def check(*exercises: str, assignment: str | None = None, lang: Language | None = None) -> None:
    """Grade the saved files and show the report below the cell.

    Without names everything is graded. The assignment is the one whose folder the notebook
    lies in. Mistakes in the call are said in one sentence, never as a traceback.
    """
    language = lang or chosen((), os.environ)
    try:
        found = find(assignment) if assignment else find_nearby()
        graded = _grade(found, exercises)
    except GradeError as error:
        _lane.cache_clear()  # if it was the grader's fault the next call starts anew
        _show_text(inert(error.message[language], lines=True))
        return
    _show(graded, language)


def load_ipython_extension(shell: Any) -> None:
    """`%load_ext grader` gives the line magic `%grade [EXERCISE...]`."""
    shell.register_magic_function(_magic, "line", "grade")


def _magic(line: str) -> None:
    """%grade [EXERCISE...]: grade the saved files and show the report."""
    check(*line.split())


def _grade(assignment: Assignment, exercises: tuple[str, ...]) -> GradedSubmission:
    for name in exercises:
        assignment.exercise(name)
    staged = stage(assignment.folder, assignment.files)
    graded = _lane(assignment.folder).run(staged, exercises)
    hints = Hints(assignment)
    hints.note(graded)
    return hints.allowed(graded)


@cache
def _lane(folder: Path) -> Lane:
    """Warm from the first call to the end of the kernel."""
    lane = Lane(find_nearby(folder))
    atexit.register(lane.close)
    return lane


def _show(graded: GradedSubmission, language: Language) -> None:
    if (display := _display()) is None:
        print_report(graded, language, make_console())
        return
    display(display_bundle(graded, language), raw=True)


def _show_text(sentence: str) -> None:
    if (display := _display()) is None:
        make_console().print(sentence, soft_wrap=True)
    else:
        display({"text/plain": sentence}, raw=True)


def _display() -> Any:
    """IPython's function that shows things; None where no shell of IPython runs."""
    shell = getattr(sys.modules.get("IPython"), "get_ipython", lambda: None)()
    return import_module("IPython.display").display if shell is not None else None
