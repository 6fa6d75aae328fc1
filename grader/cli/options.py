"""Options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final, TypeVar

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.records import Confinement
from grader.text import Text

_Command = TypeVar("_Command", bound=Callable[..., Any])

EXISTING_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE: Final = click.Path(dir_okay=False, path_type=Path)

language_option = click.option(
    "--lang", type=click.Choice(["ko", "en"]), help=here("Language: ko or en.")
)
ledger_option = click.option(
    "--ledger",
    "url",
    metavar="FILE|URL",
    help=here("The ledger (default: ASSIGNMENT-grades.sqlite in the current folder)."),
)
roster_option = click.option(
    "--roster",
    type=EXISTING_FILE,
    metavar="FILE",
    help=here("Who is in the class: CSV or TSV. Those who handed nothing in are counted too."),
)
minimum_option = click.option(
    "--minimum-confinement",
    "minimum",
    type=click.Choice([level.value for level in Confinement]),
    help=here("Refuse to run student code held less strictly than this."),
)
all_hints_option = click.option(
    "--all-hints",
    is_flag=True,
    help=here("Hold no hint back, whatever the course's policy; for those who have the solutions."),
)


def taking(options: Iterable[Callable[[_Command], _Command]]) -> Callable[[_Command], _Command]:
    """A decorator for several options; help lists them in this order."""

    def decorated(command: _Command) -> _Command:
        for option in reversed(list(options)):
            command = option(command)
        return command

    return decorated


def ledger_of(url: str | None, assignment: str) -> str:
    """The ledger that was asked for, or the assignment's own in the current folder."""
    return url or f"{assignment}-grades.sqlite"


def tell(notice: Text) -> None:
    """Something worth knowing, beside what was asked for."""
    click.echo(notice[LANGUAGE], err=True)
