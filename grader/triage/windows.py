"""Sizes that count windows: the formula with the numbers, and how it was misread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from math import prod
from typing import Final, NamedTuple

from grader.text import Text, say
from grader.triage.remark import Remark


class Window(NamedTuple):
    """What a filter or a pooling window slides over, along one axis."""

    size: int  # of the input
    filter: int
    stride: int = 1
    pad: int = 0

    @property
    def positions(self) -> int:
        """Positions of the window: (size + 2 pad - filter) // stride + 1."""
        return (self.size + 2 * self.pad - self.filter) // self.stride + 1

    def __str__(self) -> str:
        return (
            f"({self.size} + 2*{self.pad} - {self.filter}) // {self.stride} + 1 = {self.positions}"
        )


# For each axis the window whose positions it counts; several where it counts all combinations.
Windows = Mapping[str, Window | Sequence[Window]]
_Count = Callable[[Window, Window], int]

# Each gets the window of an axis and that of the other one. Slips of the formula are likelier
# than those in _UNLIKELY, which count only where no slip explains the size.
_UNLIKELY: Final = {"no filter", "padded input", "input", "side by side"}
_MISREADINGS: Final[Mapping[str, tuple[_Count, Text]]] = {
    "no stride": (
        lambda w, _: w.size + 2 * w.pad - w.filter + 1,
        say("That is the size without the stride."),
    ),
    "no padding": (
        lambda w, _: (w.size - w.filter) // w.stride + 1,
        say("That is the size without the padding."),
    ),
    "padded once": (
        lambda w, _: (w.size + w.pad - w.filter) // w.stride + 1,
        say("That is the size with the padding on one side only."),
    ),
    "no plus one": (
        lambda w, _: (w.size + 2 * w.pad - w.filter) // w.stride,
        say("That is the size without the + 1."),
    ),
    "rounded up": (
        lambda w, _: -(-(w.size + 2 * w.pad - w.filter) // w.stride) + 1,
        say("That is the size rounded up."),
    ),
    "filter over stride": (
        lambda w, _: w.size + 2 * w.pad - w.filter // w.stride + 1,
        say("That is the size with only the filter divided by the stride: parentheses?"),
    ),
    "no filter": (
        lambda w, _: (w.size + 2 * w.pad) // w.stride + 1,
        say("That is the size without the filter."),
    ),
    "side by side": (
        lambda w, _: (w.size + 2 * w.pad - w.filter) // w.filter + 1,
        say("That is the size if each step is as long as the window."),
    ),
    "padded input": (
        lambda w, _: w.size + 2 * w.pad,
        say("That is the size of the padded input."),
    ),
    "input": (lambda w, _: w.size, say("That is the size of the input.")),
    "other axis": (
        lambda _, other: other.positions,
        say("That is the size of the other axis: are height and width exchanged?"),
    ),
    "other filter": (
        lambda w, other: w._replace(filter=other.filter).positions,
        say("That is the size with the height and width of the window exchanged."),
    ),
}


def explain_sizes(
    got: tuple[int, ...], expected: tuple[int, ...], axes: Sequence[str], windows: Windows
) -> Remark | None:
    """The formula of the first wrong size and, if exactly one explains them all, its misreading.

    None where no size that counts windows is wrong. `windows` tells by axis name what is
    counted; an axis of im2col's matrix counts height and width at once, times the batch.
    """
    counted = [k for k in range(len(expected)) if k < len(axes) and axes[k] in windows]
    if len(got) != len(expected) or not any(got[k] != expected[k] for k in counted):
        return None
    groups = {k: _windows(windows[axes[k]]) for k in counted}
    first = next(k for k in counted if got[k] != expected[k])
    formula = _formula(axes[first], got[first], expected[first], groups[first])
    fitting = [
        name
        for name, (count, _) in _MISREADINGS.items()
        if all(
            _misread(count, groups, k) * _times(expected[k], groups[k]) == got[k] for k in groups
        )
    ]
    likely = [name for name in fitting if name not in _UNLIKELY] or fitting
    if len(likely) != 1:
        return Remark("sizes", formula)
    hint = _MISREADINGS[likely[0]][1]
    both = Text(en=f"{formula.en} {hint.en}", ko=f"{formula.ko} {hint.ko}")
    return Remark(f"sizes: {likely[0]}", both)


def _windows(given: Window | Sequence[Window]) -> tuple[Window, ...]:
    return (given,) if isinstance(given, Window) else tuple(given)


def _formula(axis: str, got: int, expected: int, windows: tuple[Window, ...]) -> Text:
    if len(windows) == 1 and expected == windows[0].positions:
        return say("{axis}: {formula}, yours {got}.", axis=axis, formula=windows[0], got=got)
    factors = " * ".join(f"[{window}]" for window in windows)
    times = _times(expected, windows)
    return say(
        "{axis}: {times} * {factors} gives {expected}, yours {got}.",
        axis=axis,
        times=times,
        factors=factors,
        expected=expected,
        got=got,
    )


def _times(expected: int, windows: tuple[Window, ...]) -> int:
    """How often the windows are counted: once for each item of a batch."""
    return expected // max(prod(window.positions for window in windows), 1)


def _misread(count: _Count, groups: Mapping[int, tuple[Window, ...]], axis: int) -> int:
    """The size of an axis as a misreading gives it."""
    everything = [window for group in groups.values() for window in group]
    return prod(count(window, other) for window, other in _with_other(groups[axis], everything))


def _with_other(
    windows: tuple[Window, ...], everything: list[Window]
) -> Iterator[tuple[Window, Window]]:
    """Each window with that of the other axis."""
    for window in windows:
        yield window, next((other for other in everything if other is not window), window)
