"""What student code says is shown as text: on the terminal, on the page, in the record."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from grader.records import GradedSubmission
from grader.reports import print_report
from grader.reports.html.document import render
from grader.reports.html.wellformed import problems
from tests.attacks.arena import Arena
from tests.attacks.attack import LEVELS, RIGHT
from tests.attacks.output import FORGED, PAYLOADS, WAYS, Payload

_AS_OURS = re.compile(rf"^\s{{0,8}}(✓ )?{FORGED}", re.MULTILINE)
_LOADS = re.compile(r"<[^>]*(src|href)=.?(https?:|//|javascript)")
pytestmark = pytest.mark.parametrize("arena", LEVELS[:1], indirect=True)


def said(payload: Payload, arena: Arena) -> list[GradedSubmission]:
    """One record for each way of saying it."""
    records = []
    for source in WAYS.values():
        line = payload.text.encode("ascii", "backslashreplace").decode().replace("\n", " ")[:400]
        text = source.replace("# SAY", f"# {line}") if "# SAY" in source else source
        text = text.replace("SAY", repr(payload.text))
        records.append(arena.grade({"basics.py": f"{RIGHT}\n{text}\n"}))
    return records


def terminal(graded: GradedSubmission, *, colour: bool = False) -> str:
    """The report as a terminal gets it."""
    file = io.StringIO()
    console = Console(file=file, width=100, force_terminal=colour, legacy_windows=False)
    print_report(graded, "en", console, verbose=True)
    return file.getvalue()


@pytest.mark.parametrize("payload", PAYLOADS, ids=[payload.number for payload in PAYLOADS])
def test_the_attack_is_blocked(payload: Payload, arena: Arena) -> None:
    """Nothing acts, nothing is cut open, and the record is read back as it was written."""
    for graded in said(payload, arena):
        assert graded.score < graded.points
        shown, page = terminal(graded), render(graded, "ko")
        assert all(letter.isprintable() or letter == "\n" for letter in shown)
        assert not any(part in shown for part in payload.forbidden if "<" not in part)
        assert not any(part in page for part in payload.forbidden if part != "49")
        assert not _AS_OURS.search(shown)
        assert not _LOADS.search(page)
        assert problems(page) == []
        assert GradedSubmission.from_json(graded.to_json()) == graded
        assert shown.count("\n") < 300


@pytest.mark.parametrize("payload", PAYLOADS, ids=[payload.number for payload in PAYLOADS])
def test_the_naive_grader_falls_for_it(payload: Payload, arena: Arena) -> None:
    """Put into a page and onto a terminal as they are, these words act."""
    page = f"<p>{payload.text}</p>"
    acts = any(part in page for part in payload.forbidden if part != "49")
    marked = Console(file=(out := io.StringIO()), force_terminal=True)
    if payload.number == "O99":
        marked.print(payload.text)
        acts = "PASS" in out.getvalue() and "[bold green]" not in out.getvalue()
    if payload.number == "O100":
        marked.print(f"  {payload.text}")
        acts = _AS_OURS.search(out.getvalue()) is not None
    assert acts or payload.number == "O101b"


def test_the_twin_passes(arena: Arena) -> None:
    """An honest error is told in full to whoever may see it."""
    graded = arena.grade({"basics.py": RIGHT + "\ndef double(x): raise ValueError('합 <3>')\n"})
    assert "합 <3>" in terminal(graded)
    assert "합 &lt;3&gt;" in render(graded, "ko")
