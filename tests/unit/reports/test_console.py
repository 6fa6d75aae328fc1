"""Consoles of all kinds."""

from __future__ import annotations

import io
from typing import NoReturn

import pytest
from rich.text import Text as Line

from grader.records import GradedSubmission
from grader.reports import make_console, print_report


class Terminal(io.StringIO):
    """A terminal that remembers."""

    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


@pytest.fixture
def environment(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A terminal with colours, and none of the variables that decide otherwise."""
    decisive = [
        "NO_COLOR",
        "FORCE_COLOR",
        "COLUMNS",
        "TTY_COMPATIBLE",
        "TTY_INTERACTIVE",
        "COLORTERM",
    ]
    for name in decisive:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    return monkeypatch


@pytest.mark.usefixtures("environment")
def test_colours_on_a_terminal(mixed: GradedSubmission) -> None:
    """A terminal gets colours."""
    file = Terminal()
    print_report(mixed, "en", make_console(file))
    assert "\x1b[32m" in file.getvalue()


def test_no_color(environment: pytest.MonkeyPatch, mixed: GradedSubmission) -> None:
    """Under NO_COLOR no sequence sets a colour; nothing is lost by that."""
    environment.setenv("NO_COLOR", "1")
    file = Terminal()
    print_report(mixed, "en", make_console(file))
    assert "\x1b[3" not in file.getvalue()
    assert "Title first." in file.getvalue()


@pytest.mark.parametrize("case", ["dumb", "piped"])
def test_no_control_sequence_at_all(
    environment: pytest.MonkeyPatch, mixed: GradedSubmission, case: str
) -> None:
    """A dumb terminal and a pipe get plain lines without trailing spaces."""
    environment.setenv("TERM", "dumb" if case == "dumb" else "xterm-256color")
    file = Terminal() if case == "dumb" else io.StringIO()
    print_report(mixed, "en", make_console(file))
    assert file.getvalue().replace("\n", "").isprintable()
    assert all(line == line.rstrip() for line in file.getvalue().splitlines())


def test_width_is_80_where_it_is_unknown(environment: pytest.MonkeyPatch) -> None:
    """Without a terminal anywhere the width is 80."""

    def refuse(_descriptor: int) -> NoReturn:
        raise OSError

    environment.setattr("os.get_terminal_size", refuse)
    assert make_console(io.StringIO()).width == 80


def test_columns_says_the_width(environment: pytest.MonkeyPatch) -> None:
    """COLUMNS is believed."""
    environment.setenv("COLUMNS", "61")
    assert make_console(io.StringIO()).width == 61


def test_what_cannot_be_encoded_is_escaped() -> None:
    """A sentence that the encoding lacks never crashes a console."""
    file = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    make_console(file).print(Line("한 \udc80"))
    file.flush()
    assert file.buffer.getvalue() == b"\\ud55c \\udc80\n"


def test_markup_is_not_interpreted() -> None:
    """Square brackets in a plain string are square brackets."""
    file = io.StringIO()
    make_console(file).print("[red]x[/] :smile: [link=http://x]y[/link]")
    assert file.getvalue() == "[red]x[/] :smile: [link=http://x]y[/link]\n"


def test_standard_streams(capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output unless standard error is asked for."""
    make_console().print("out")
    make_console(stderr=True).print("err")
    assert capsys.readouterr() == ("out\n", "err\n")
