"""What somebody sees while a batch runs: a table that stays in place, lines, JSON, or nothing."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import IO, Final

import msgspec
from rich.console import Console, ConsoleOptions, RenderableType
from rich.live import Live
from rich.table import Table

from grader.batch.tally import Tally
from grader.ledger import Entry
from grader.reports.page import Page
from grader.reports.points import bar
from grader.roster import Found
from grader.text import Language, Text
from grader.writing import json_line

_WIDEST: Final = 78  # columns
_EVERY_S: Final = 5.0  # a plain line
_REDRAWS_PER_S: Final = 4


class Silent:
    """Nothing but the summary at the end."""

    tally: Tally | None = None  # until the batch begins

    def start(self, tally: Tally) -> None:
        self.tally = tally

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        """Nobody looks."""

    def notice(self, text: Text) -> None:
        """Nobody looks."""

    def stop(self) -> None:
        """Nothing is open."""


class Verdict(msgspec.Struct, frozen=True):
    """One line of `--jsonl`."""

    student: str
    attempt: int
    status: str
    new: bool  # reached by this batch
    score: float | None
    points: float | None
    needs_person: float | None
    lateness_factor: float
    reason: Text | None
    submission_sha256: str


class JsonLines(Silent):
    """A line for every verdict, those that stood before too, and nothing else."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        record = entry.record
        line = Verdict(
            student=entry.key.student,
            attempt=found.attempt,
            status=entry.status,
            new=new,
            score=record.score if record else None,
            points=record.points if record else None,
            needs_person=record.needs_person if record else None,
            lateness_factor=entry.lateness_factor,
            reason=entry.reason,
            submission_sha256=entry.key.submission_sha256,
        )
        self._stream.write(json_line(line))
        self._stream.flush()


class Pace:
    """How fast new verdicts come, which says how long the rest will take."""

    def __init__(self, tally: Tally) -> None:
        self.tally = tally
        self._started = time.monotonic()

    @property
    def per_minute(self) -> float:
        """New verdicts; those that stood before took no time."""
        return 60 * self.tally.new / max(time.monotonic() - self._started, 1e-6)

    @property
    def left_s(self) -> float | None:
        """None while nothing is known."""
        return 60 * self.tally.left / self.per_minute if self.tally.new else None


class Lines(Silent):
    """A line now and then, for a file or a pipe."""

    def __init__(self, console: Console, language: Language) -> None:
        self._page = Page.on(console, language)
        self._console = console
        self._last = 0.0

    def start(self, tally: Tally) -> None:
        super().start(tally)
        self._pace = Pace(tally)
        self._last = time.monotonic()

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        del found, entry, new  # the counts say enough
        if time.monotonic() - self._last < _EVERY_S:
            return
        self._last = time.monotonic()
        pace, tally = self._pace, self._pace.tally
        self._say(
            self._page.translate(
                "{done} of {all} done, {running} running, {failed} failed, {rate} a minute,"
                " {left} left",
                done=tally.ended,
                all=tally.submissions,
                running=tally.running,
                failed=len(tally.unsettled),
                rate=f"{pace.per_minute:.0f}",
                left=clock(pace.left_s),
            )
        )

    def notice(self, text: Text) -> None:
        self._say(text[self._page.language])

    def _say(self, sentence: str) -> None:
        self._console.print(self._page.line(sentence), soft_wrap=True)


class LiveTable(Lines):
    """The counts, redrawn in place and gone at the end."""

    _live: Live | None = None

    def start(self, tally: Tally) -> None:
        super().start(tally)
        self._live = Live(
            self,
            console=self._console,
            transient=True,
            refresh_per_second=_REDRAWS_PER_S,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._live.start()

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        """The table is redrawn by itself."""

    def stop(self) -> None:
        if self._live is not None:
            self._live.stop()

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        width, tally = min(options.max_width, _WIDEST), self._pace.tally
        yield bar(self._page, tally.ended, tally.submissions, width)
        table = Table(box=None, width=width, padding=(0, 0), show_edge=False)
        for header, _ in (cells := self._cells()):
            table.add_column(self._page.line(header, "report.label"), justify="right")
        table.add_row(*(self._page.line(cell) for _, cell in cells))
        yield table

    def _cells(self) -> list[tuple[str, str]]:
        pace, tally, translate = self._pace, self._pace.tally, self._page.translate
        waiting = max(tally.left - tally.running, 0)
        return [
            (translate("done"), str(tally.ended)),
            (translate("running"), str(tally.running)),
            (translate("waiting"), str(waiting)),
            (translate("failures"), str(len(tally.unsettled))),
            (translate("a minute"), f"{pace.per_minute:.0f}"),
            (translate("time left"), clock(pace.left_s)),
        ]


def clock(seconds: float | None) -> str:
    """1:05 or 2:00:07; - while nothing is known."""
    if seconds is None:
        return "-"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
