"""The commands of `grade`."""

from __future__ import annotations

from typing import Final

import rich_click as click

from grader import __version__
from grader.cli.author import release, stub, verify
from grader.cli.batch import batch, regrade
from grader.cli.check import check
from grader.cli.class_report import class_report
from grader.cli.essays import essays
from grader.cli.export import export
from grader.cli.gradebook import gradebook
from grader.cli.gradescope import gradescope
from grader.cli.language import here
from grader.cli.leaderboard import leaderboard
from grader.cli.notebook import notebook

_STUDENTS: Final = (check,)
_STAFF: Final = (batch, regrade, class_report, essays, export, gradebook, gradescope, leaderboard)
_AUTHORS: Final = (verify, stub, release, notebook)


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


for command in (*_STUDENTS, *_STAFF, *_AUTHORS):
    grade.add_command(command)
