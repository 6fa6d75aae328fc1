"""The scores of a class as bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from grader.reports.class_report.labels import bin_name

WIDTH, HEIGHT = 560, 190  # CSS pixels
_FOOT, _HEAD = 26, 22  # room for the names of the bins, and for the counts
_GAP: Final = 6


@dataclass(frozen=True)
class Bar:
    """One bin, drawn."""

    name: str
    count: int
    x: float
    y: float  # upper edge
    width: float
    height: float

    @property
    def middle(self) -> float:
        """Where its texts are centred."""
        return self.x + self.width / 2


def bars(bins: Sequence[int]) -> tuple[Bar, ...]:
    """As high as there are students in a bin, next to the fullest one."""
    step = WIDTH / len(bins)
    room, most = HEIGHT - _FOOT - _HEAD, max(*bins, 1)
    heights = [room * count / most for count in bins]
    return tuple(
        Bar(
            name=bin_name(number, len(bins)),
            count=count,
            x=round(number * step + _GAP / 2, 1),
            y=round(_HEAD + room - height, 1),
            width=round(step - _GAP, 1),
            height=round(height, 1),
        )
        for number, (count, height) in enumerate(zip(bins, heights, strict=True))
    )


def in_words(bins: Sequence[int]) -> str:
    """For whoever cannot see the drawing."""
    return ", ".join(f"{bin_name(n, len(bins))}: {count}" for n, count in enumerate(bins) if count)
