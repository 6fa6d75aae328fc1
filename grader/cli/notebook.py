"""`grade notebook`: an assignment as a notebook for nbgrader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import rich_click as click

from grader.cli.language import here
from grader.cli.options import language_option


@click.command(
    help=here("Write an assignment as a notebook for nbgrader: grade notebook assignment5 --out .")
)
@click.argument("assignment")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    required=True,
    help=here("The folder of nbgrader's course, or a file: .ipynb, or .py for text."),
)
@language_option
def notebook(assignment: str, out: Path, **_: Any) -> None:
    """The notebook form."""
    from grader.assignment import find
    from grader.extras import require

    require("nbgrader", "nbgrader", "jupytext")
    from grader.bridges.course import write_source
    from grader.bridges.text_form import write_notebook

    found = find(assignment)
    is_file = out.suffix and not out.is_dir()
    files = [write_notebook(found, out)] if is_file else write_source(found, out)
    for path in files:
        click.echo(path)
