"""How fast the code was, as bars that everybody can read: naive, yours, reference, the limit."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.text import Text as Line

from grader.records import ExerciseResult, Timing
from grader.reports.labels import INDENT
from grader.reports.layout import Row
from grader.reports.page import Page
from grader.reports.points import bar
from grader.text import Text, say

_LEAST_SHARE: Final = 0.02  # of the width: the shortest bar is one, too
_BAR_CELLS: Final = 30
_NARROW_BAR_CELLS: Final = 16
_NARROW: Final = 90  # columns
_GIGA: Final = 1e9
YOURS: Final = say("your program")


@dataclass(frozen=True)
class SpeedBar:
    """One program's time; longer is slower, and every tenfold is equally long."""

    name: Text
    figure: str
    share: float  # of the longest bar
    yours: bool = False


def timing_of(exercise: ExerciseResult) -> Timing | None:
    """What the clock said of an exercise; all its checks tell of one race."""
    found = [check.timing for check in exercise.checks if check.timing]
    return found[-1] if found else None


def speed_bars(page: Page, timing: Timing) -> list[SpeedBar]:
    """From the slowest kind of program to what no program can beat."""
    programs = (
        (say("naive program"), timing.naive_ratio),
        (YOURS, timing.ratio),
        (say("reference solution"), 1.0),
        (say("this machine's limit"), timing.roof_ratio),
    )
    ratios = [ratio for _, ratio in programs if ratio]
    fastest, slowest = min(ratios), max(ratios)
    span = math.log(slowest / fastest) or 1.0
    return [
        SpeedBar(
            name,
            shown_ratio(page, timing) if name is YOURS else _times(page, ratio),
            _LEAST_SHARE + (1 - _LEAST_SHARE) * math.log(ratio / fastest) / span,
            yours=name is YOURS,
        )
        for name, ratio in programs
        if ratio
    ]


def legend(page: Page, timing: Timing) -> Iterator[str]:
    """What the bars mean."""
    yield page.translate(
        "Shorter is faster, and every tenfold is an equal step. One call of the reference solution "
        "took {call} ms of processor time here, in the same minute.",
        call=f"{1000 * timing.reference_s:.3g}",
    )
    if timing.roof_flops_per_s and timing.roof_bytes_per_s:
        yield _limit(page, timing.roof_flops_per_s, timing.roof_bytes_per_s, timing.roof_by)


def _limit(page: Page, flops_per_s: float, bytes_per_s: float, by: str) -> str:
    flops, moved = _large(flops_per_s), f"{bytes_per_s / _GIGA:.3g}"
    if by == "fma":
        return page.translate(
            "One core of this machine does at most {flops} operations a second (measured with "
            "multiply-adds) and moves {bytes} GB: no program can be faster than that for long.",
            flops=flops,
            bytes=moved,
        )
    return page.translate(
        "One core of this machine does {flops} operations a second in a matrix product (there "
        "is no C compiler here to measure more) and moves {bytes} GB.",
        flops=flops,
        bytes=moved,
    )


def _large(number: float) -> Text:
    """As people of each language say it: 259 billion, 2,590억."""
    billions = float(f"{number / _GIGA:.3g}")
    return Text(en=f"{billions:g} billion", ko=f"{10 * billions:,.10g}억")


def shown_ratio(page: Page, timing: Timing) -> str:
    """8.05x (7.35 to 8.55)."""
    if timing.high is None:
        return page.translate("at least {ratio}x", ratio=f"{timing.ratio:.3g}")
    return page.translate(
        "{ratio}x ({low} to {high})",
        ratio=f"{timing.ratio:.3g}",
        low=f"{timing.low:.3g}",
        high=f"{timing.high:.3g}",
    )


def _times(page: Page, ratio: float) -> str:
    return page.translate("{ratio}x", ratio=f"{ratio:.3g}")


@dataclass(frozen=True)
class Speed:
    """The bars and their words, on a terminal."""

    page: Page
    timing: Timing

    def __rich_console__(
        self, console: Console, options: ConsoleOptions
    ) -> Iterator[RenderableType]:
        page = self.page
        cells = _NARROW_BAR_CELLS if options.max_width < _NARROW else _BAR_CELLS
        bars = speed_bars(page, self.timing)
        names = max(cell_len(page.plain(each.name)) for each in bars)
        for each in bars:
            name = page.line(each.name, "report.title" if each.yours else "report.quiet")
            gap = " " * (names - name.cell_len + 2)
            drawn = bar(page, each.share, 1.0, cells)
            yield Row(page.line(each.figure), Line.assemble(INDENT, name, gap, drawn, "  "))
        for sentence in legend(page, self.timing):
            yield Row(page.line(sentence, "report.quiet"), Line(INDENT))
        if self.timing.try_next:
            yield Row(page.line(self.timing.try_next), Line(INDENT))
