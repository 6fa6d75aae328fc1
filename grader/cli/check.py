"""`grade ASSIGNMENT`: one submission."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from click.exceptions import Exit

from grader.cli.language import LANGUAGE, here
from grader.cli.options import NEW_FILE, all_hints_option, language_option, minimum_option
from grader.cli.result_files import (
    rejection_told,
    result_file_options,
    wants_files,
    write_result_files,
)
from grader.records import Confinement, GradedSubmission
from grader.text import say

if TYPE_CHECKING:
    from grader.assignment import Assignment
    from grader.progress import Listener


@click.command(help=here("Grade one submission, or some exercises of it."))
@click.argument("assignment")
@click.argument("exercises", nargs=-1)
@click.option(
    "--submission",
    type=click.Path(path_type=Path),
    help=here("Folder, archive or file to grade (default: the assignment's own folder)."),
)
@click.option("--json", "as_json", is_flag=True, help=here("Print the record as JSON."))
@click.option(
    "--html",
    type=NEW_FILE,
    metavar="FILE",
    help=here("Write the student's feedback page to FILE."),
)
@result_file_options
@click.option("--watch", is_flag=True, help=here("Stay, and grade again whenever a file is saved."))
@all_hints_option
@click.option("--verbose", "-v", is_flag=True, help=here("Show passed checks too."))
@minimum_option
@language_option
def check(
    assignment: str,
    exercises: tuple[str, ...],
    submission: Path | None,
    minimum: str | None,
    **options: Any,
) -> None:
    """`grade assignment5 [EXERCISE...]`."""
    from grader.assignment import find
    from grader.cli.arguments import exercises_and_submission
    from grader.cli.exits import exit_code_for

    found = find(assignment)
    exercises, submission = exercises_and_submission(exercises, submission)
    for name in exercises:
        found.exercise(name)
    show = _watch if options["watch"] else _grade_once
    level = Confinement(minimum) if minimum else None
    graded = show(found, submission or found.folder, exercises, level, options)
    raise Exit(exit_code_for(graded) if graded else 0)


def _grade_once(
    found: Assignment,
    path: Path,
    exercises: tuple[str, ...],
    minimum: Confinement | None,
    options: Mapping[str, Any],
) -> GradedSubmission:
    """Grade, and print or write what was asked for; the record keeps what reports hold back."""
    from grader.grading import grade as grade_submission
    from grader.hints import Hints

    hints = Hints(found, all_hints=options["all_hints"])
    with rejection_told(options), _progress(as_json=options["as_json"]) as listener:
        graded = grade_submission(path, found, only=exercises, minimum=minimum, listener=listener)
    hints.note(graded)
    allowed = hints.allowed(graded)
    if options["as_json"]:
        sys.stdout.buffer.write(graded.to_json() + b"\n")
    else:
        from grader.reports import make_console, print_report

        print_report(allowed, LANGUAGE, make_console(), verbose=options["verbose"])
    if options["html"]:
        from grader.reports.html import write_page

        write_page(allowed, LANGUAGE, options["html"])
    if wants_files(options):
        write_result_files(allowed, options)
    return graded


def _progress(*, as_json: bool) -> AbstractContextManager[Listener]:
    """Who hears how far checks have come."""
    from grader.progress import nobody_listens
    from grader.reports import make_console, progress_on

    return nullcontext(nobody_listens) if as_json else progress_on(make_console(), LANGUAGE)


def _watch(
    found: Assignment,
    path: Path,
    exercises: tuple[str, ...],
    minimum: Confinement | None,
    options: Mapping[str, Any],
) -> GradedSubmission | None:
    """Grade at every save until somebody quits."""
    from grader.errors import UsageError
    from grader.reports import make_console
    from grader.watch import Watched, watch

    if options["as_json"] or options["html"] or wants_files(options):
        raise UsageError(
            say("--watch prints for people only: ask for JSON and files in a run without it.")
        )
    all_hints = options["all_hints"]
    watched = Watched(found, path, exercises, minimum, LANGUAGE, all_hints)
    return watch(watched, make_console())
