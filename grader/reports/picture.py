"""Small grey pictures as blocks: no colour is needed to see them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions
from rich.text import Text as Line

from grader.records import ExerciseResult, Picture
from grader.reports.page import Page

_INDENT = " " * 4
_GAP = " " * 3
_LEVELS = 10  # of brightness, in a record


def pictures_of(exercise: ExerciseResult) -> tuple[Picture, ...]:
    """Everything that checks of an exercise have drawn."""
    return tuple(picture for check in exercise.checks for picture in check.pictures)


@dataclass(frozen=True)
class Pictures:
    """As many beside each other as there is room, each below its title."""

    page: Page
    pictures: Sequence[Picture]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Line]:
        room = options.max_width - len(_INDENT)
        for row in self._beside(room):
            widths = [max(map(cell_len, block)) for block in row]
            for lines in zip_longest(*row, fillvalue=""):
                padded = (
                    line + " " * (width - cell_len(line))
                    for line, width in zip(lines, widths, strict=True)
                )
                yield Line((_INDENT + _GAP.join(padded)).rstrip())
        shades = self.page.glyphs.shades
        legend = self.page.translate("blank is 0, {full} is 1", full=shades[-1] * 2)
        yield Line(_INDENT) + self.page.line(legend, "report.quiet")

    def _beside(self, room: int) -> Iterator[list[list[str]]]:
        """Rows of blocks."""
        row: list[list[str]] = []
        used = 0
        for block in (self._block(picture, room) for picture in self.pictures):
            width = max(map(cell_len, block))
            if row and used + len(_GAP) + width > room:
                yield row
                row, used = [], 0
            used += width + len(_GAP) * bool(row)
            row.append(block)
        yield row

    def _block(self, picture: Picture, room: int) -> list[str]:
        """Title and rows; a pixel is as wide as high where that fits."""
        wide = 2 * max(map(len, picture.rows), default=0) <= room
        return [
            self.page.plain(picture.title),
            *(
                "".join(self._shade(digit) * (2 if wide else 1) for digit in r)
                for r in picture.rows
            ),
        ]

    def _shade(self, digit: str) -> str:
        shades = self.page.glyphs.shades
        return shades[int(digit) * len(shades) // _LEVELS]
