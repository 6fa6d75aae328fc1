"""One thing that was recognised, and the words for axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from grader.text import Text, say


class Remark(NamedTuple):
    """What was recognised: a stable label for programs, a sentence for people."""

    label: str  # e.g. "factor 4", "last h"
    sentence: Text


def both(first: Remark, second: Remark) -> Remark:
    """Two remarks as one."""
    sentence = Text(
        en=f"{first.sentence.en} {second.sentence.en}",
        ko=f"{first.sentence.ko} {second.sentence.ko}",
    )
    return Remark(f"{first.label}, {second.label}", sentence)


def axis_word(axes: Sequence[str], axis: int) -> Text:
    """What one step along an axis is called: a row, a channel, ..."""
    match axes[axis]:
        case "n":
            return say("item")
        case "c" if "r" in axes:  # the matrices of im2col have rows and columns
            return say("column")
        case "c":
            return say("channel")
        case "f":
            return say("filter")
        case "h" | "r":
            return say("row")
        case "w":
            return say("column")
    return say("slice")


def listed(axes: Sequence[str], which: Sequence[int]) -> str:
    """The names of some axes: h, w."""
    return ", ".join(axes[axis] for axis in which)
