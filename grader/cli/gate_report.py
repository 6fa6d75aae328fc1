"""What the author's gate says in a terminal."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.text import Text as Line

from grader.text import Language, translate
from grader.verify.findings import StepResult

_SHOWN = 20


def print_step(step: StepResult, language: Language, console: Console) -> None:
    """One step: its title, its figures, and what it found."""
    sound = not step.findings
    line = Line.assemble(
        ("ok  " if sound else "NO  ", "green" if sound else "bold red"), step.title[language]
    )
    if step.summary is not None:
        line.append(f"  {step.summary[language]}", "dim")
    console.print(line)
    for finding in step.findings[:_SHOWN]:
        detail = Line.assemble((f"{finding.where}: ", "bold"), finding.message[language])
        console.print(Padding(detail, (0, 0, 0, 6)))
    if (more := len(step.findings) - _SHOWN) > 0:
        console.print(Line(f"      ... {more}"))


def print_total(found: int, language: Language, console: Console) -> None:
    """May it be released?"""
    if found:
        console.print(translate("{found} findings: not ready.", language, found=found))
    else:
        console.print(translate("Sound: ready to release.", language))
