"""Options of `grade export` that fill in an LMS's own CSV."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import rich_click as click

from grader.cli.language import here
from grader.cli.options import EXISTING_FILE, NEW_FILE, taking
from grader.text import say

if TYPE_CHECKING:
    from grader.assignment import Assignment
    from grader.exports.lms import Filled, Scores
    from grader.exports.standing import Standing

_MOST_NAMED = 10
_OPTIONS = (
    click.option(
        "--lms",
        type=EXISTING_FILE,
        metavar="FILE",
        help=here(
            "A CSV that Canvas (LearningX) or Moodle exported, to be filled in; needs --out."
        ),
    ),
    click.option("--out", type=NEW_FILE, metavar="FILE", help=here("The filled CSV.")),
    click.option("--column", metavar="NAME", help=here("Its column for the scores, if not clear.")),
    click.option(
        "--score",
        type=click.Choice(["total", "machine"]),
        default="total",
        help=here("total: of those whose essays are all graded; machine: without essays."),
    ),
)


lms_options = taking(_OPTIONS)  # which file to fill, and with what


def fill_lms(found: Assignment, standings: Sequence[Standing], options: Mapping[str, Any]) -> None:
    """Write the file for the LMS, and say on stderr whom a person should look at."""
    from grader.errors import UsageError
    from grader.exports.lms import Score, fill, scores_of, worth
    from grader.writing import write_file

    if options["out"] is None or options["out"].resolve() == options["lms"].resolve():
        raise UsageError(say("--lms is filled into a new file: say which with --out."))
    score = Score(options["score"])
    scores = scores_of(standings, score)
    filled = fill(
        options["lms"].read_bytes(),
        scores.decided,
        students=scores.students,
        titles=(found.name, found.title.en, found.title.ko),
        points=worth(found, score),
        column=options["column"],
    )
    write_file(options["out"], [filled.data])
    click.echo(options["out"])
    for line in _remarks(filled, scores):
        click.echo(line, err=True)


def _remarks(filled: Filled, scores: Scores) -> Iterator[str]:
    from grader.reports import inert

    yield here(
        "{count} scores are in the column {column}; students were told apart by {student_column}.",
        count=len(filled.written),
        column=inert(filled.column.strip()),
        student_column=inert(filled.student_column.strip()),
    )
    for students, sentence in (
        (filled.replaced, here("Another score stood there before: {students}")),
        (filled.locked, here("The LMS does not let their score change: {students}")),
        (filled.absent, here("Not in the file of the LMS: {students}")),
        (scores.waiting, here("Not written, for not all of it is decided yet: {students}")),
        (scores.rejected, here("Not written, for it could not be taken in: {students}")),
    ):
        if students:
            yield sentence.format(students=_named(students))


def _named(students: Collection[str]) -> str:
    from grader.reports import inert

    names = ", ".join(inert(student) for student in sorted(students)[:_MOST_NAMED])
    more = len(students) - _MOST_NAMED
    return names if more <= 0 else here("{names} and {count} more", names=names, count=more)
