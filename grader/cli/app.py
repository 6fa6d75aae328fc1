"""The commands of `grade`."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import rich_click as click
from click.exceptions import Exit

from grader import __version__
from grader.cli.language import LANGUAGE, here
from grader.records import Confinement, GradedSubmission
from grader.text import say

if TYPE_CHECKING:
    from grader.assignment import Assignment

_LANGUAGE_OPTION = click.option(
    "--lang", type=click.Choice(["ko", "en"]), help=here("Language: ko or en.")
)


class DefaultGroup(click.RichGroup):
    """`grade assignment5` means `grade check assignment5`."""

    default = "check"

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        first = next((a for a in args if not a.startswith("-")), None)
        asks_for_itself = not args or args[0] in ("--help", "-h", "--version")
        if first not in self.commands and not asks_for_itself:
            args = [self.default, *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=DefaultGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    no_args_is_help=True,
    help=here("Grade programming assignments in deep learning: grade assignment5"),
)
@click.version_option(__version__)
def grade() -> None:
    """The whole program."""


@grade.command(help=here("Grade one submission, or some exercises of it."))
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
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=here("Write the student's feedback page to FILE."),
)
@click.option("--watch", is_flag=True, help=here("Stay, and grade again whenever a file is saved."))
@click.option(
    "--all-hints",
    is_flag=True,
    help=here("Hold no hint back, whatever the course's policy; for those who have the solutions."),
)
@click.option("--verbose", "-v", is_flag=True, help=here("Show passed checks too."))
@click.option(
    "--minimum-confinement",
    "minimum",
    type=click.Choice([level.value for level in Confinement]),
    help=here("Refuse to run student code held less strictly than this."),
)
@_LANGUAGE_OPTION
def check(
    assignment: str,
    exercises: tuple[str, ...],
    submission: Path | None,
    minimum: str | None,
    **options: Any,
) -> None:
    """`grade assignment5 [EXERCISE...]`."""
    from grader.assignment import find
    from grader.cli.exits import exit_code_for

    found = find(assignment)
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
    graded = grade_submission(path, found, only=exercises, minimum=minimum)
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
    return graded


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

    if options["as_json"] or options["html"]:
        raise UsageError(
            say("--watch prints for people only: use --json and --html in a run without it.")
        )
    all_hints = options["all_hints"]
    watched = Watched(found, path, exercises, minimum, LANGUAGE, all_hints)
    return watch(watched, make_console())


@grade.command(help=here("Prove an assignment sound: stubs, reference, misconceptions, mutants."))
@click.argument("assignment")
@_LANGUAGE_OPTION
def verify(assignment: str, **_: Any) -> None:
    """The author's gate."""
    from grader.assignment import content, find
    from grader.cli.exits import SOME_FAILED
    from grader.cli.gate_report import print_step, print_total
    from grader.reports import make_console
    from grader.verify.gate import verify as steps_of

    console = make_console()
    subject, found = find(assignment), 0
    for step in steps_of(subject):
        print_step(step, LANGUAGE, console)
        found += len(step.findings)
    if not found:
        content.remember_verified(subject)
    print_total(found, LANGUAGE, console)
    raise Exit(SOME_FAILED if found else 0)


@grade.command(help=here("Write an assignment's stubs anew from its reference solutions."))
@click.argument("assignment")
@_LANGUAGE_OPTION
def stub(assignment: str, **_: Any) -> None:
    """Stubs are derived, never maintained by hand."""
    from grader.assignment import find
    from grader.verify.stubs import stub_for

    found = find(assignment)
    for exercise in found.exercises:
        path = found.folder / exercise.file
        path.write_text(stub_for(found, exercise), encoding="utf-8")
        click.echo(path)


@grade.command(help=here("Write the kit that students get; needs a passed verify."))
@click.argument("assignment")
@click.option("--out", type=click.Path(path_type=Path), required=True, help=here("A new folder."))
@_LANGUAGE_OPTION
def release(assignment: str, out: Path, **_: Any) -> None:
    """The student kit."""
    from grader.assignment import find
    from grader.release import release as write_kit

    for path in write_kit(find(assignment), out):
        click.echo(path)
