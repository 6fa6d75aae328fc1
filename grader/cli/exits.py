"""Exit codes, given to errors in one place."""

from __future__ import annotations

import sys

import click
from rich.text import Text as Line

from grader.cli.language import LANGUAGE, here
from grader.cli.misused import sentence_of
from grader.errors import GradeError, SubmissionError, UsageError
from grader.records import GradedSubmission
from grader.reports import inert, make_console

ALL_PASSED = 0
SOME_FAILED = 1
USAGE = 2
SUBMISSION = 3  # it cannot be loaded
GRADER_FAULT = 4
INTERRUPTED = 130

# A group without a command; older releases of click show help by themselves.
_ASKS_FOR_HELP = getattr(click.exceptions, "NoArgsIsHelpError", ())
BrokenOutput = (BrokenPipeError, ValueError)  # a closed stdout raises the latter


def exit_code_of(error: BaseException) -> int:
    """Say what went wrong on stderr, and choose the code."""
    match error:
        case click.exceptions.Exit():
            return error.exit_code
        case SystemExit():
            return error.code if isinstance(error.code, int) else USAGE
        case click.ClickException():
            return _misused(error)
        case UsageError():
            return _say(error.message[LANGUAGE], USAGE)
        case SubmissionError():
            return _say(error.message[LANGUAGE], SUBMISSION)
        case GradeError():
            return _say(error.message[LANGUAGE], GRADER_FAULT)
        case KeyboardInterrupt() | click.Abort():
            return _say(here("Stopped."), INTERRUPTED)
        case BrokenPipeError():
            return SOME_FAILED
    failed = here("The grader failed; this is not your fault: {error}", error=repr(error))
    _say(failed, GRADER_FAULT)
    if not isinstance(error, OSError):
        sys.excepthook(type(error), error, error.__traceback__)
    return GRADER_FAULT


def exit_code_for(graded: GradedSubmission) -> int:
    """The code of a run that came to a verdict."""
    if graded.grader_faults:
        return GRADER_FAULT
    return ALL_PASSED if graded.all_passed else SOME_FAILED


def exit_code_of_batch(faults: int, unsettled: int) -> int:
    """The code of a batch: our faults first, then what somebody must look after."""
    if faults:
        return GRADER_FAULT
    return SOME_FAILED if unsettled else ALL_PASSED


def _misused(error: click.ClickException) -> int:
    if isinstance(error, _ASKS_FOR_HELP):
        error.show()
        return USAGE
    return _say(sentence_of(error), USAGE)


def _say(sentence: str, code: int) -> int:
    console = make_console(stderr=True)
    console.print(Line(f"grade: {inert(sentence, lines=True)}"), soft_wrap=True)
    return code
