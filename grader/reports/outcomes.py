"""What each outcome is called and how it is marked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from rich.text import Text as Line

from grader.records import Outcome
from grader.reports.page import Page
from grader.text import Text, say

DONE: Final = (Outcome.PASSED, Outcome.SKIPPED)


@dataclass(frozen=True)
class _Look:
    word: Text
    glyph: str  # a field of Glyphs
    style: str


_LOOKS: Final = {
    Outcome.PASSED: _Look(say("passed"), "passed", "report.passed"),
    Outcome.FAILED: _Look(say("failed"), "failed", "report.failed"),
    Outcome.CRASHED: _Look(say("crashed"), "failed", "report.failed"),
    Outcome.OVER_LIMIT: _Look(say("over the limit"), "failed", "report.failed"),
    Outcome.NOT_ATTEMPTED: _Look(say("not attempted"), "open", "report.open"),
    Outcome.BLOCKED: _Look(say("blocked"), "blocked", "report.quiet"),
    Outcome.SKIPPED: _Look(say("skipped"), "note", "report.quiet"),
    Outcome.REJECTED: _Look(say("refused"), "failed", "report.failed"),
    Outcome.GRADER_FAULT: _Look(say("our fault"), "fault", "report.fault"),
}


def name_of(outcome: Outcome) -> Text:
    """The outcome in a word or three, in both languages."""
    return _LOOKS[outcome].word


def word(page: Page, outcome: Outcome) -> Line:
    """The same as a line of its colour."""
    return page.line(_LOOKS[outcome].word, _LOOKS[outcome].style)


def glyph_of(page: Page, outcome: Outcome) -> str:
    """Its sign."""
    return str(getattr(page.glyphs, _LOOKS[outcome].glyph))


def mark(page: Page, outcome: Outcome) -> Line:
    """Its sign, as the lead of a row."""
    return Line.assemble("  ", (glyph_of(page, outcome), _LOOKS[outcome].style), " ")


def counted(page: Page, outcome: Outcome, count: int) -> str:
    """2 failed."""
    return page.translate("{count} {outcome}", count=count, outcome=_LOOKS[outcome].word)
