"""`grade verify`, `grade stub`, `grade release`: what authors do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rich_click as click
from click.exceptions import Exit

from grader.cli.language import LANGUAGE, here
from grader.cli.options import language_option


@click.command(help=here("Prove an assignment sound: stubs, reference, misconceptions, mutants."))
@click.argument("assignment")
@language_option
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


@click.command(help=here("Write an assignment's stubs anew from its reference solutions."))
@click.argument("assignment")
@language_option
def stub(assignment: str, **_: Any) -> None:
    """Stubs are derived, never maintained by hand."""
    from grader.assignment import find
    from grader.verify.stubs import stub_for

    found = find(assignment)
    for exercise in found.exercises:
        path = found.folder / exercise.file
        path.write_text(stub_for(found, exercise), encoding="utf-8")
        click.echo(path)


@click.command(help=here("Write the kit that students get; needs a passed verify."))
@click.argument("assignment")
@click.option("--out", type=click.Path(path_type=Path), required=True, help=here("A new folder."))
@language_option
def release(assignment: str, out: Path, **_: Any) -> None:
    """The student kit."""
    from grader.assignment import find
    from grader.release import release as write_kit

    for path in write_kit(find(assignment), out):
        click.echo(path)
