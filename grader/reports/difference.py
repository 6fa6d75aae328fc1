"""Which axes of a wrong shape are wrong: the message gives both shapes, not where they differ."""

from __future__ import annotations

from grader.records import Difference
from grader.reports.page import Page


def wrong_axes(page: Page, difference: Difference) -> str:
    """One sentence for each named axis of the wrong size; empty where there is none."""
    named = difference.axes and not difference.axes[0].startswith("axis ")
    if not named or len(difference.got_shape) != len(difference.expected_shape):
        return ""
    sizes = zip(difference.axes, difference.got_shape, difference.expected_shape, strict=True)
    return " ".join(
        page.translate(
            "Axis {axis}: got {got}, expected {expected}.", axis=axis, got=got, expected=expected
        )
        for axis, got, expected in sizes
        if got != expected
    )
