"""The same words on the page and in a terminal."""

from __future__ import annotations

from typing import Any

import pytest

from grader.reports.class_report import labels
from grader.reports.class_report.model import ClassReport


def test_counts_add_up_before_the_readers_eyes(make: Any, report: ClassReport) -> None:
    """The sum is written out."""
    assert labels.counts(make.page(), report) == (
        "graded 5 + rejected 1 + our faults 1 + missing 1 = 8 students"
    )


@pytest.mark.parametrize(
    ("share", "shown"), [(0.0, "0%"), (0.994, "99%"), (0.999, "99%"), (1.0, "100%"), (1.1, "110%")]
)
def test_only_all_is_all(share: float, shown: str) -> None:
    """Nearly all is not rounded up to it."""
    assert labels.percent(share) == shown


def test_one_and_many(make: Any, report: ClassReport) -> None:
    """English has a singular."""
    page = make.page()
    assert labels.students(page, 1) == "1 student"
    assert labels.mistake_words(page, report.mistakes[0]) == "2 students: The stride is forgotten."
    assert labels.waiting_words(page, report.waiting[0]) == "1 answer (1 point)"


def test_nobody_is_graded(make: Any) -> None:
    """It is said."""
    from grader.reports.class_report import class_report

    assert labels.spread_words(make.page(), class_report("x", [])) == "Nobody is graded yet."
