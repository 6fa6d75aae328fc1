"""Options of `grade ASSIGNMENT` that write a submission's results for other programs."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, TypeVar

import rich_click as click

from grader.cli.language import LANGUAGE, here
from grader.records import GradedSubmission

_Command = TypeVar("_Command", bound=Callable[..., Any])
_FORMATS: Final = {
    "junit": here("Write JUnit XML for continuous integration to FILE."),
    "gradescope": here("Write Gradescope's results.json to FILE."),
    "classroom50": here("Write Classroom 50's result.json to FILE."),
}


def result_file_options(command: _Command) -> _Command:
    """An option for each format."""
    path = click.Path(dir_okay=False, path_type=Path)
    for name, sentence in reversed(_FORMATS.items()):
        command = click.option(f"--{name}", type=path, metavar="FILE", help=sentence)(command)
    return command


def wants_files(options: Mapping[str, Any]) -> bool:
    """Whether anything is to be written for other programs."""
    return any(options[name] for name in _FORMATS)


def write_result_files(allowed: GradedSubmission, options: Mapping[str, Any]) -> None:
    """Whatever was asked for, of what the student may know."""
    from grader.exports.classroom50 import classroom50_result
    from grader.exports.gradescope import gradescope_results
    from grader.exports.junit import junit_xml
    from grader.writing import write_file

    if path := options["junit"]:
        write_file(path, junit_xml([allowed], LANGUAGE))
    if path := options["gradescope"]:
        write_file(path, [gradescope_results(allowed, LANGUAGE)])
    if path := options["classroom50"]:
        write_file(path, [classroom50_result(allowed, LANGUAGE, os.environ)])


@contextmanager
def rejection_told(options: Mapping[str, Any]) -> Iterator[None]:
    """On Gradescope a student sees nothing but the results: they say why there are none."""
    from grader.errors import SubmissionError

    try:
        yield
    except SubmissionError as error:
        from grader.exports.gradescope import gradescope_rejection
        from grader.writing import write_file

        if path := options["gradescope"]:
            write_file(path, [gradescope_rejection(error, LANGUAGE)])
        raise
