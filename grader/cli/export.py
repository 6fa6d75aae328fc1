"""`grade export`: from the ledger to files for people and other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.cli.lms import fill_lms, lms_options
from grader.cli.options import (
    NEW_FILE,
    all_hints_option,
    language_option,
    ledger_of,
    ledger_option,
    roster_option,
    tell,
)
from grader.text import say

if TYPE_CHECKING:
    from grader.exports.standing import Standing
    from grader.hints import Hints
    from grader.roster import Student


class _Class(NamedTuple):
    """What is written."""

    standings: Sequence[Standing]  # slim
    in_full: Callable[[], Iterator[Standing]]  # read from the ledger one after another
    hints: Hints


@click.command(help=here("Write a class's results: tables, JSON lines, feedback for students."))
@click.argument("assignment")
@ledger_option
@roster_option
@click.option("--csv", type=NEW_FILE, metavar="FILE", help=here("A table of the class."))
@click.option(
    "--jsonl",
    type=NEW_FILE,
    metavar="FILE",
    help=here("A line a student with the whole record; for staff only."),
)
@click.option(
    "--feedback",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="DIR",
    help=here("A page and a JSON file for each student."),
)
@click.option(
    "--junit",
    type=NEW_FILE,
    metavar="FILE",
    help=here("JUnit XML of all students, of what each may know."),
)
@lms_options
@all_hints_option
@language_option
def export(assignment: str, url: str | None, **options: Any) -> None:
    """`grade export assignment5 --csv FILE --jsonl FILE --feedback DIR`."""
    from grader.assignment import find
    from grader.errors import UsageError
    from grader.extras import require

    require("batch", "sqlalchemy")
    from grader.exports.classes import class_standings, in_full
    from grader.hints import Hints
    from grader.ledger import Ledger

    if not any(options[name] for name in (*_WRITERS, "lms")):
        raise UsageError(
            say("Nothing to write: give --csv, --jsonl, --feedback, --junit or --lms.")
        )
    found = find(assignment)
    hints = Hints(found, all_hints=options["all_hints"])
    url = ledger_of(url, found.name)
    with Ledger.open(url, create=False, notice=tell) as ledger:
        standings = class_standings(ledger, found, _students(options["roster"]))
        class_ = _Class(standings, partial(in_full, ledger, standings), hints)
        for name, write in _WRITERS.items():
            if path := options[name]:
                write(class_, path)
                click.echo(path)
    if options["lms"]:
        fill_lms(found, standings, options)


def _students(roster: Path | None) -> tuple[Student, ...]:
    from grader.roster import read_roster

    return read_roster(roster, tell) if roster else ()


def _write_csv(class_: _Class, path: Path) -> None:
    from grader.exports.class_csv import class_csv
    from grader.writing import write_file

    write_file(path, [class_csv(class_.standings)])


def _write_jsonl(class_: _Class, path: Path) -> None:
    from grader.exports.json_lines import json_lines, require_line
    from grader.writing import write_file

    write_file(path, json_lines(class_.in_full()), require_line)


def _write_feedback(class_: _Class, folder: Path) -> None:
    from grader.exports.feedback import write_feedback

    write_feedback(class_.in_full(), folder, LANGUAGE, class_.hints.allowed_after)


def _write_junit(class_: _Class, path: Path) -> None:
    from grader.exports.junit import junit_xml
    from grader.writing import write_file

    records = (
        class_.hints.allowed_after(standing.tries, standing.entry.record)
        for standing in class_.in_full()
        if standing.entry and standing.entry.record
    )
    write_file(path, junit_xml(records, LANGUAGE))


# A new format is an option above, a module in grader/exports/, and a line here.
_WRITERS: dict[str, Callable[[_Class, Path], None]] = {
    "csv": _write_csv,
    "jsonl": _write_jsonl,
    "feedback": _write_feedback,
    "junit": _write_junit,
}
