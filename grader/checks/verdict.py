"""From what ended a check to what the student reads."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from traceback import format_exception, walk_tb
from types import FrameType, TracebackType
from typing import Final

import pytest

from grader.checks.compare import CheckFailed
from grader.checks.words import is_known
from grader.checks.written import NotAnsweredError
from grader.cuda.fault import KernelWrong
from grader.errors import (
    LimitExceeded,
    ProtocolViolation,
    StudentRaised,
    Unavailable,
    WorkerError,
)
from grader.records import Difference, Location, Outcome, Picture
from grader.text import Text, say

_LONGEST_TRACEBACK: Final = 4000  # characters, of its end


@dataclass(frozen=True)
class Verdict:
    """How one run of one check ended."""

    outcome: Outcome
    message: Text | None = None
    hint: Text | None = None
    difference: Difference | None = None
    location: Location | None = None
    said: str = ""  # by the student's code; the message holds nothing of it
    loading: bool = False  # it ended while the module was loaded, so no check has begun
    flag: str | None = None  # evidence for a person
    pictures: tuple[Picture, ...] = ()


PASSED = Verdict(Outcome.PASSED)


def blocked(by: Text) -> Verdict:
    """A check that says nothing because an earlier one did not pass."""
    return Verdict(Outcome.BLOCKED, say("Waits for: {title}", title=by))


def aided(replaced: Collection[str]) -> Verdict:
    """A check that runs on the student's own modules alone, where some are replaced."""
    names = ", ".join(sorted(replaced))
    return Verdict(
        Outcome.SKIPPED,
        say(
            "This check runs on your own code alone, but the reference solution stands in for "
            "{names}.",
            names=names,
        ),
    )


def not_there(file: str) -> Verdict:
    """The submission has no such file."""
    return Verdict(Outcome.NOT_ATTEMPTED, say("{file} is not in the submission.", file=file))


def not_installed(modules: Sequence[str], *, public: bool) -> Verdict:
    """This machine lacks what the exercise runs on; nobody loses a point by it.

    A student's machine may lack it: its public checks are skipped. Where points are given it is
    our fault, for a total that leaves an exercise out in silence would be a wrong one.
    """
    names = ", ".join(modules)
    if public:
        sentence = say(
            "{name} is not installed on this computer, so this exercise was not checked here. "
            "Install it with: pip install 'grade[{extra}]'",
            name=names,
            extra=",".join(modules),
        )
        return Verdict(Outcome.SKIPPED, sentence)
    return Verdict(
        Outcome.GRADER_FAULT,
        say(
            "This exercise needs {names}, which is not installed on this machine, so nothing is "
            "decided here. Install it as the README says and grade again.",
            names=names,
        ),
        flag=f"not installed: {names}",
    )


def _skipped(error: BaseException) -> Verdict:
    """What the check needs is absent here; a reason's languages are paragraphs, as in a title."""
    if isinstance(error, Unavailable):
        return Verdict(Outcome.SKIPPED, error.message, flag=error.flag)
    reason = str(error)
    both = Text.from_docstring(reason)
    return Verdict(Outcome.SKIPPED, both if both.complete else Text.same(reason))


def _failed(error: CheckFailed | KernelWrong) -> Verdict:
    verdict = Verdict(Outcome.FAILED, error.message, said=error.said)
    if isinstance(error, KernelWrong):
        return replace(verdict, location=error.location)
    return replace(verdict, hint=error.hint, difference=error.difference)


def judge(error: BaseException, files: Mapping[str, str], checks_folder: Path) -> Verdict:
    """The verdict of a check that ended with `error`; `files` are the student's sources."""
    match error:
        case CheckFailed() | KernelWrong():
            return _failed(error)
        case pytest.skip.Exception() | Unavailable():
            return _skipped(error)
        case NotAnsweredError():
            return Verdict(Outcome.NOT_ATTEMPTED, error.message)
        case StudentRaised():
            return _raised(error, files)
        case LimitExceeded():
            return Verdict(Outcome.OVER_LIMIT, error.message)
        case ProtocolViolation():
            return Verdict(
                Outcome.CRASHED,
                error.message,
                said=error.evidence,
                flag=f"protocol: {error.evidence}",
            )
        case WorkerError():
            return Verdict(Outcome.CRASHED, error.message)
        case AssertionError() | pytest.fail.Exception() if _raised_below(error, checks_folder):
            return Verdict(Outcome.FAILED, say("The answer is not what this check expects."))
    return Verdict(
        Outcome.GRADER_FAULT,
        say(
            "This check could not be graded, and it is not your fault ({error}). "
            "Please tell your teaching assistant.",
            error=type(error).__name__,
        ),
        flag=f"{type(error).__name__}: {error}\n{_traceback(error, checks_folder)}",
    )


def _traceback(error: BaseException, folder: Path) -> str:
    """For whoever mends the check: from its own frame on, where it has one."""
    ours = (at for at in _links(error.__traceback__) if _is_in(folder, at.tb_frame))
    start = next(ours, error.__traceback__)
    return "".join(format_exception(type(error), error, start))[-_LONGEST_TRACEBACK:].rstrip()


def _links(traceback: TracebackType | None) -> Iterator[TracebackType]:
    while traceback is not None:
        yield traceback
        traceback = traceback.tb_next


def _is_in(folder: Path, frame: FrameType) -> bool:
    return folder in Path(frame.f_code.co_filename).parents


def _raised_below(error: BaseException, folder: Path) -> bool:
    """The innermost line that raised is in a file of `folder`.

    Frames that hide from pytest's tracebacks do not count: those of numpy.testing,
    torch.testing and pytest.fail, which speak for the line that called them.
    """
    frames = [frame for frame, _ in walk_tb(error.__traceback__)]
    files = [f.f_code.co_filename for f in frames if "__tracebackhide__" not in f.f_locals]
    return bool(files) and folder in Path(files[-1]).parents


def _raised(error: StudentRaised, files: Mapping[str, str]) -> Verdict:
    location = _location(error, files)
    if error.kind == "NotImplementedError":
        return Verdict(Outcome.NOT_ATTEMPTED, say("Not written yet."), location=location)
    sentence, said = _sentence(error)
    return Verdict(Outcome.CRASHED, sentence, location=location, said=said)


def _sentence(error: StudentRaised) -> tuple[Text, str]:
    """What happened in our words, and what the student's code says of it."""
    if error.kind == "ForbiddenImport":
        return say("This exercise may not import that package."), error.text
    if error.kind == "ModuleNotFoundError":
        sentence = say(
            "A module is missing. Only the assignment's own files and the packages that its "
            "README names can be imported."
        )
        return sentence, error.text
    if error.kind in ("SyntaxError", "IndentationError", "TabError") and _is_of_a_file(error):
        return _syntax(error)
    if error.kind == "WireError" and not error.frames:
        return say("What your code returned cannot be taken over."), error.text
    if error.kind == "AttributeError" and error.asked and not error.frames:
        sentence = say(
            "{name} is missing. Keep the names that the assignment gives.", name=error.asked
        )
        return sentence, error.text
    if is_known(error.kind):
        return say("Your code raised {error}.", error=error.kind), error.text
    return say("Your code raised an error of a class of its own."), str(error)


def _is_of_a_file(error: StudentRaised) -> bool:
    """Python could not read it: nothing ran in it, or there is the column where it stopped."""
    return error.column is not None or not error.frames


def _syntax(error: StudentRaised) -> tuple[Text, str]:
    if error.text.startswith("Missing parentheses in call to"):
        return say("This is Python 2; write print(...) with parentheses."), ""
    return say("Python cannot read this file."), error.text


def _location(error: StudentRaised, files: Mapping[str, str]) -> Location | None:
    """The innermost line of the student's own; its file and text are taken from our copy."""
    for file, line in reversed(error.frames):
        if file not in files:  # the worker may name whatever it likes
            continue
        lines = files[file].split("\n")  # as Python counts: a form feed ends no line
        if 1 <= line <= len(lines):
            source = lines[line - 1]
            indent = len(source) - len(source.lstrip())
            column = error.column if indent < (error.column or 0) <= len(source) + 1 else None
            return Location(file, line, source.strip()[:200], column and column - indent)
    return None
