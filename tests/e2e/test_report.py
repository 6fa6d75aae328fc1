"""What a person reads, in whatever terminal."""

from __future__ import annotations

import re
import subprocess

import pytest
from rich.cells import cell_len

from tests.e2e.command import MIXED, RIGHT, Grade, Start

KOREAN = re.compile("[가-힣]")
SHAPES = ("assignment5", "shapes", "--submission", MIXED)


@pytest.mark.parametrize(
    ("arguments", "variables", "korean"),
    [
        (["--lang", "ko"], {}, True),
        (["--lang=ko"], {"GRADE_LANG": "en"}, True),
        (["--lang", "en"], {"GRADE_LANG": "ko", "LC_ALL": "ko_KR.UTF-8"}, False),
        ([], {"GRADE_LANG": "ko"}, True),
        ([], {"GRADE_LANG": "en", "LC_ALL": "ko_KR.UTF-8"}, False),
        ([], {"LC_ALL": "ko_KR.UTF-8"}, True),
        ([], {"LC_ALL": "en_US.UTF-8"}, False),
        ([], {"LC_ALL": None, "LANG": "ko_KR.UTF-8"}, True),
        ([], {"LC_ALL": "C"}, False),
    ],
)
def test_the_language_is_asked_for_or_the_machines(
    grade: Grade, arguments: list[str], variables: dict[str, str], *, korean: bool
) -> None:
    """--lang comes before GRADE_LANG, GRADE_LANG before the locale."""
    run = grade(*SHAPES, *arguments, **variables)
    assert run.code == 1
    assert bool(KOREAN.search(run.text)) is korean


@pytest.mark.parametrize("korean", [True, False])
def test_errors_speak_the_same_language(grade: Grade, *, korean: bool) -> None:
    """An error is told in the language of the run."""
    run = grade("asignment5", "--lang", "ko" if korean else "en")
    assert bool(KOREAN.search(run.err)) is korean


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "latin-1"])
def test_a_console_without_unicode_is_no_obstacle(grade: Grade, encoding: str) -> None:
    """Where a sign cannot be written another takes its place; nothing crashes."""
    run = grade(*SHAPES, "--lang", "en", LC_ALL="C", PYTHONIOENCODING=encoding)
    assert (run.code, run.err) == (1, "")
    assert "Padding counts in the output size of pooling." in run.out.decode(encoding)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_no_line_is_wider_than_the_terminal(grade: Grade, language: str) -> None:
    """On 60 columns every line fits, Hangul counted as two."""
    run = grade("assignment5", "--submission", MIXED, "--lang", language, COLUMNS="60")
    assert max(map(cell_len, run.text.splitlines())) <= 60


def test_a_pipe_gets_no_colours(grade: Grade) -> None:
    """Without a terminal, and with NO_COLOR, there is no escape sequence."""
    assert b"\x1b" not in grade(*SHAPES).out
    assert b"\x1b[3" not in grade(*SHAPES, NO_COLOR="1", FORCE_COLOR="1").out


def test_a_reader_may_leave_early(start: Start) -> None:
    """`grade ... | head -1` prints its line and no traceback."""
    with start("assignment5", "--submission", MIXED) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        head = subprocess.run(["head", "-1"], stdin=process.stdout, capture_output=True, check=True)
        process.stdout.close()
        errors = process.stderr.read()
        process.wait()
    assert head.stdout.startswith(b"assignment5")
    assert errors == b""


def test_nobody_reads_at_all(start: Start) -> None:
    """A closed stdout is no reason for a traceback."""
    with start(*SHAPES, "--json") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        errors = process.stderr.read()
        process.wait()
    assert b"Traceback" not in errors


def test_help_is_in_the_language_too(grade: Grade) -> None:
    """--help ends with 0 and speaks the language asked for."""
    english, korean = (grade("--help", GRADE_LANG=language) for language in ("en", "ko"))
    assert (english.code, korean.code) == (0, 0)
    assert not KOREAN.search(english.text)
    assert KOREAN.search(korean.text)


def test_passed_checks_are_said_to_be(grade: Grade) -> None:
    """Of a right submission every point is shown."""
    run = grade("assignment5", "shapes", "--submission", RIGHT, "--lang", "en")
    assert run.code == 0
    assert "8/8" in run.text
