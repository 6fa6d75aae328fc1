"""Words of the class report, the same on the page and in a terminal."""

from __future__ import annotations

from typing import Final

from grader.reports.class_report.members import Ended
from grader.reports.class_report.model import ClassReport, Exercise, Loss, Mistake, Waiting
from grader.reports.outcomes import counted
from grader.reports.page import Page
from grader.reports.points import worth
from grader.text import Text, say

ENDED: Final = {
    Ended.GRADED: say("graded"),
    Ended.REJECTED: say("rejected"),
    Ended.FAULT: say("our faults"),
    Ended.MISSING: say("missing"),
}
LABELS: Final[dict[str, Text]] = {
    "class": say("The class"),
    "staff": say("For those who teach only: it names students."),
    "scores": say("Scores"),
    "exercises": say("Exercises"),
    "exercise": say("Exercise"),
    "earned": say("Earned"),
    "solved": say("Solved"),
    "not_begun": say("Not begun"),
    "mistakes": say("Misconceptions"),
    "losses": say("Points lost by check"),
    "check": say("Check"),
    "students": say("Students"),
    "points": say("Points"),
    "waiting": say("Waiting for a person"),
    "flagged": say("A person should look at"),
    "rejected": say("Rejected"),
    "faults": say("Our faults"),
    "none": say("None."),
    "more": say("All the others"),
}


def counts(page: Page, report: ClassReport) -> str:
    """12 graded + 1 rejected + ... = 15 students."""
    parts = [
        page.translate("{status} {count}", count=count, status=ENDED[ended])
        for ended, count in report.ended
    ]
    total = students(page, report.students)
    return f"{' + '.join(parts)} = {total}"


def students(page: Page, count: int) -> str:
    """12 students."""
    if count == 1:
        return page.translate("1 student")
    return page.translate("{count} students", count=count)


def percent(share: float) -> str:
    """87%; only all is 100."""
    whole = round(share * 100)
    return f"{min(whole, 99) if share < 1 else whole}%"


def spread_words(page: Page, report: ClassReport) -> str:
    """Mean, median and the middle half."""
    if report.spread is None:
        return page.translate("Nobody is graded yet.")
    lower, median, upper = report.spread.quartiles
    return page.translate(
        "Mean {mean}, median {median}; the middle half has {lower} to {upper} of the points that "
        "are decided, after lateness.",
        mean=percent(report.spread.mean),
        median=percent(median),
        lower=percent(lower),
        upper=percent(upper),
    )


def late_words(page: Page, report: ClassReport) -> str:
    """How many came late."""
    return page.translate("Late: {count} of {total}.", count=report.late, total=report.students)


def bin_name(number: int, bins: int) -> str:
    """20-29 for the third of ten."""
    width = 100 // bins
    last = 100 if number == bins - 1 else (number + 1) * width - 1
    return f"{number * width}-{last}"


def mistake_words(page: Page, mistake: Mistake) -> str:
    """23 students: the author's sentence."""
    if len(mistake.students) == 1:
        return page.translate("1 student: {explanation}", explanation=mistake.explanation)
    return page.translate(
        "{count} students: {explanation}",
        count=len(mistake.students),
        explanation=mistake.explanation,
    )


def loss_words(page: Page, loss: Loss) -> str:
    """How those who lost points lost them."""
    return ", ".join(counted(page, outcome, count) for outcome, count in loss.outcomes)


def exercise_words(page: Page, exercise: Exercise) -> str:
    """78% earned, 12 solved it, 3 have not begun."""
    return page.translate(
        "{share} earned; {solved} solved it, {not_begun} have not begun",
        share=percent(exercise.share),
        solved=exercise.solved,
        not_begun=exercise.not_begun,
    )


def waiting_words(page: Page, waiting: Waiting) -> str:
    """How many answers, and what they are worth."""
    if waiting.students == 1:
        return page.translate("1 answer ({worth})", worth=worth(page, waiting.points))
    return page.translate(
        "{count} answers ({worth})", count=waiting.students, worth=worth(page, waiting.points)
    )
