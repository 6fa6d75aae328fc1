"""The look of reports: what each style means, and the glyphs."""

from __future__ import annotations

from dataclasses import astuple, dataclass
from typing import Final

from rich.theme import Theme

# The only place where colours are named. No fact is told by colour alone.
STYLES: Final = {
    "report.title": "bold",
    "report.name": "cyan",
    "report.quiet": "dim",
    "report.label": "dim",
    "report.passed": "green",
    "report.failed": "red",
    "report.open": "yellow",
    "report.fault": "magenta",
    "report.warning": "yellow",
    "report.cause": "yellow",
    "report.source": "cyan",
    "report.output": "dim",
    "report.command": "bold cyan",
}
THEME: Final = Theme(STYLES)


@dataclass(frozen=True)
class Glyphs:
    """Signs that stand at fixed places of a report."""

    passed: str
    failed: str
    open: str
    blocked: str
    fault: str
    note: str
    rule: str
    filled: str
    empty: str
    quote: str
    ellipsis: str
    shades: str  # from empty to full


UNICODE: Final = Glyphs("✓", "✗", "○", "·", "!", "·", "─", "━", "·", "│", "…", " ░▒▓█")
ASCII: Final = Glyphs("+", "x", "o", "-", "!", "-", "-", "#", ".", "|", "...", " .:*#")


def glyphs_for(encoding: str) -> Glyphs:
    """All of the Unicode signs, or none where `encoding` lacks one."""
    try:
        "".join(astuple(UNICODE)).encode(encoding)
    except UnicodeEncodeError:
        return ASCII
    return UNICODE
