"""The command `grade`: parse, dispatch, exit codes; no logic of its own."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run `grade` with the process's arguments; never returns."""
    # The language comes first: help texts are written in it when the commands are defined.
    from grader.cli.app import grade
    from grader.cli.exits import BrokenOutput, exit_code_of

    try:
        code = grade.main(prog_name="grade", standalone_mode=False)
    except BaseException as error:  # noqa: BLE001 - every error becomes an exit code here
        code = exit_code_of(error)
    try:
        sys.stdout.flush()
    except BrokenOutput:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code or 0)
