"""What is known about a wrong array and its message does not say already."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.records import Difference
from grader.reports.page import Page


def facts(page: Page, difference: Difference, message: str) -> str:
    """The missing facts as sentences; empty where `message` says them all."""
    return " ".join(
        sentence for figures, sentence in _facts(page, difference) if not _says(message, figures)
    )


def _says(message: str, figures: tuple[str, ...]) -> bool:
    patterns = (rf"(?<![\w.]){re.escape(each)}(?!\w)" for each in figures)
    return all(re.search(pattern, message, re.ASCII) for pattern in patterns)  # 48개 says 48


def _facts(page: Page, difference: Difference) -> Iterator[tuple[tuple[str, ...], str]]:
    """Each fact with the figures by which to recognize it."""
    got, expected = str(difference.got_shape), str(difference.expected_shape)
    if got != expected:
        yield (
            (got, expected),
            page.translate("Shape: got {got}, expected {expected}.", got=got, expected=expected),
        )
    yield from _axes(page, difference)
    yield from _values(page, difference)


def _axes(page: Page, difference: Difference) -> Iterator[tuple[tuple[str, ...], str]]:
    """Which named axes have the wrong size."""
    named = difference.axes and not difference.axes[0].startswith("axis ")
    if not named or len(difference.got_shape) != len(difference.expected_shape):
        return
    sizes = zip(difference.axes, difference.got_shape, difference.expected_shape, strict=True)
    for axis, got, expected in sizes:
        if got != expected:
            sentence = page.translate(
                "Axis {axis}: got {got}, expected {expected}.",
                axis=axis,
                got=got,
                expected=expected,
            )
            yield (axis,), sentence


def _values(page: Page, difference: Difference) -> Iterator[tuple[tuple[str, ...], str]]:
    wrong, total = difference.wrong, difference.total
    if wrong is not None and total is not None:
        sentence = page.translate("{wrong} of {total} values are wrong.", wrong=wrong, total=total)
        yield (str(wrong), str(total)), sentence
    if difference.first_index and len(difference.axes) == len(difference.first_index):
        pairs = zip(difference.axes, difference.first_index, strict=True)
        where = [f"{axis}={index}" for axis, index in pairs]
        yield (
            tuple(where),
            page.translate("The first wrong value is at [{where}].", where=", ".join(where)),
        )
    if difference.largest is not None:
        largest = f"{difference.largest:.2g}"
        yield (largest,), page.translate("The largest difference is {largest}.", largest=largest)
