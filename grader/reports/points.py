"""Points and counts, in words and as bars."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text as Line

from grader.records import CheckResult, Outcome
from grader.reports.page import Page


def shown_points(points: float) -> str:
    """3 for 3.0, 2.5 for 2.5; at most two decimals."""
    return f"{round(points, 2) + 0.0:.2f}".rstrip("0").rstrip(".")  # + 0.0: no minus zero


def worth(page: Page, points: float) -> str:
    """2.5 points."""
    if shown_points(points) == "1":
        return page.translate("1 point")
    return page.translate("{points} points", points=shown_points(points))


def bar(page: Page, part: float, whole: float, cells: int) -> Line:
    """`part` of `whole` in `cells` cells: full only when all is earned, empty only at nothing."""
    filled = int(cells * min(part / whole, 1) + 1e-9) if whole > 0 else 0
    if part > 0:
        filled = max(filled, 1)
    style = "report.passed" if filled == cells else "report.open"
    return Line.assemble(
        (page.glyphs.filled * filled, style),
        (page.glyphs.empty * (cells - filled), "report.quiet"),
    )


def passed_of(checks: Sequence[CheckResult]) -> tuple[int, int]:
    """How many passed, and of how many; those that could not run here are left out."""
    ran = [check.outcome for check in checks if check.outcome is not Outcome.SKIPPED]
    return ran.count(Outcome.PASSED), len(ran)


def hidden_checks(page: Page, checks: int, points: float) -> str:
    """Which hidden checks wait for the submission."""
    if checks == 1:
        return page.translate(
            "1 hidden check ({worth}) runs after you submit.", worth=worth(page, points)
        )
    return page.translate(
        "{count} hidden checks ({worth}) run after you submit.",
        count=checks,
        worth=worth(page, points),
    )


def count_of_checks(page: Page, count: int) -> str:
    """3 checks."""
    if count == 1:
        return page.translate("1 check")
    return page.translate("{count} checks", count=count)
