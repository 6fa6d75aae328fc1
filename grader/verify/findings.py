"""What the author's gate found."""

from __future__ import annotations

from dataclasses import dataclass

from grader.text import Text


@dataclass(frozen=True)
class Finding:
    """One thing that stands in the way of release."""

    where: str  # a file, check, misconception or mutant
    message: Text


@dataclass(frozen=True)
class StepResult:
    """One step of the gate: sound if nothing was found."""

    title: Text
    findings: tuple[Finding, ...]
    summary: Text | None = None  # what was tried, with its figures
