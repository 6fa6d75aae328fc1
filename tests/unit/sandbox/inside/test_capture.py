"""Output is kept up to a limit, whatever student code does to its streams."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from typing import Any, NoReturn

import pytest

from grader.sandbox.inside.capture import EXIT_OUTPUT, Capture


@pytest.fixture
def capture() -> Iterator[Capture]:
    """A capture of 100 bytes, to be installed by the test: pytest has the streams until then."""
    yield Capture(100)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


def test_both_streams_are_one(capture: Capture) -> None:
    """In the order in which they were written to, text and bytes."""
    capture.install()
    say("out")
    sys.stderr.write("err\n")
    sys.stdout.buffer.write(b"bytes\n")
    sys.stdout.flush()
    say("한국어")
    assert capture.take() == "out\nerr\nbytes\n한국어\n"


def test_output_is_taken_once(capture: Capture) -> None:
    """The next check begins with nothing."""
    capture.install()
    say("one")
    assert capture.take() == "one\n"
    assert capture.take() == ""


def test_more_than_the_limit_is_counted_not_kept(capture: Capture) -> None:
    """The student reads how much is missing."""
    capture.install()
    sys.stdout.write("x" * 250)
    assert capture.take() == "x" * 100 + "\n[... 150 bytes more]"
    say("again")
    assert capture.take() == "again\n"


def test_a_character_cut_in_two_is_still_text(capture: Capture) -> None:
    """The limit is in bytes; half a character is shown as its bytes."""
    capture.install()
    sys.stdout.write("x" * 99 + "가")
    assert capture.take() == "x" * 99 + "\\xea\n[... 2 bytes more]"


def test_what_is_no_text_is_shown_escaped(capture: Capture) -> None:
    """Wrong UTF-8 and half characters."""
    capture.install()
    sys.stdout.write("\ud800")
    sys.stdout.buffer.write(b"\xff")
    assert capture.take() == "\\ud800\\xff"


def test_a_flood_ends_the_process(capture: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Far past the limit it is no output any more."""
    capture.install()
    codes: list[int] = []

    def leave(code: int) -> NoReturn:
        codes.append(code)
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", leave)
    sys.stdout.write("x" * 6300)
    with pytest.raises(SystemExit):
        sys.stdout.write("x" * 2000)
    assert codes == [EXIT_OUTPUT]


class Broken:
    def flush(self) -> None:
        raise RuntimeError

    def write(self, text: str) -> None:
        raise RuntimeError


REPLACEMENTS: dict[str, Any] = {
    "nothing": None,
    "an object without flush": object(),
    "a stream that breaks": Broken(),
    "another stream": io.StringIO(),
}


@pytest.mark.parametrize("stream", REPLACEMENTS.values(), ids=REPLACEMENTS)
def test_a_replaced_stream_ends_nothing(
    capture: Capture, stream: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was printed before is kept, and later checks can print."""
    capture.install()
    say("before")
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", stream)
    assert capture.take() == "before\n"
    assert capture.take() == ""
    if stream is not REPLACEMENTS["another stream"]:
        say("after")
        assert capture.take() == "after\n"


@pytest.mark.parametrize("how", ["close", "detach"])
def test_a_closed_stream_comes_back(capture: Capture, how: str) -> None:
    """sys.stdout.close() costs no later check its output."""
    capture.install()
    say("before")
    getattr(sys.stdout, how)()
    assert capture.take() == "before\n"
    say("after")
    assert capture.take() == "after\n"
