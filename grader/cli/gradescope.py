"""`grade gradescope`: the archive that Gradescope runs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.cli.options import language_option


@click.command(help=here("Write the autograder archive for Gradescope; needs a passed verify."))
@click.argument("assignment")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, path_type=Path),
    required=True,
    metavar="FILE",
    help=here("A new .zip file; it holds the hidden checks and the course secret."),
)
@language_option
def gradescope(assignment: str, out: Path, **_: Any) -> None:
    """`grade gradescope assignment5 --out autograder.zip`."""
    from grader.assignment import find
    from grader.release.gradescope import write_autograder

    write_autograder(find(assignment), out, LANGUAGE)
    click.echo(out)
