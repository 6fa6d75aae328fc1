"""A batch that ends before its time: quickly, and with the words that go on with it."""

from __future__ import annotations

import os
import shlex
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from grader.batch.progress import Silent
from grader.batch.tally import Tally
from grader.reports import make_console
from grader.reports.page import Page
from grader.text import Language

_EXIT_CODE: Final = 130


@contextmanager
def told_how_to_go_on(watch: Silent, language: Language) -> Iterator[None]:
    """Whatever ends the batch, what has a verdict keeps it; the same command does the rest."""
    before = signal.signal(signal.SIGINT, _first)
    try:
        yield
    except BaseException:
        watch.stop()
        if watch.tally is not None:
            _say(watch.tally, language)
        raise
    finally:
        watch.stop()
        signal.signal(signal.SIGINT, before)


def _first(*_: object) -> None:
    signal.signal(signal.SIGINT, _second)
    raise KeyboardInterrupt


def _second(*_: object) -> None:
    """Nothing is tidied up: workers end with us, and the ledger is sound at any moment."""
    os._exit(_EXIT_CODE)


def _say(tally: Tally, language: Language) -> None:
    console = make_console(stderr=True)
    page = Page.on(console, language)
    command = shlex.join(["grade", *sys.argv[1:]])
    sentence = page.translate(
        "{done} of {all} submissions have ended and are in the ledger. Go on with the same"
        " command: {command}",
        done=tally.ended,
        all=tally.submissions,
        command=command,
    )
    console.print(page.line(sentence), soft_wrap=True)
