"""Whole reports."""

from __future__ import annotations

import io
from typing import Any

import pytest
from rich.cells import cell_len
from rich.console import Console

from grader.records import (
    Diagnosis,
    ExerciseResult,
    GradedSubmission,
    Location,
    Outcome,
    RefusedFile,
    SubmissionInfo,
)
from grader.reports import make_console, print_report
from grader.text import Language, Text

HOSTILE = (
    "\x1b[2J\x1b]52;c;eA==\x07\x9b1A\x00\r\u202e\u200b\udc80[red]x[/][link=http://x]y[/link]{0}%s"
)


def report(
    record: GradedSubmission, language: Language = "en", width: int = 80, **options: bool
) -> str:
    """The report as text."""
    file = io.StringIO()
    print_report(record, language, Console(file=file, width=width), **options)
    return file.getvalue()


@pytest.mark.parametrize("verbose", [False, True])
@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [30, 60, 80, 120])
def test_no_line_is_too_wide(
    mixed: GradedSubmission, language: Language, width: int, *, verbose: bool
) -> None:
    """Counted in cells, at every width, in both languages; beyond 100 lines grow no longer."""
    lines = report(mixed, language, width, verbose=verbose).splitlines()
    assert max(map(cell_len, lines)) == min(width, 100)
    assert all(line == line.rstrip() for line in lines)


@pytest.mark.parametrize(
    ("language", "facts"),
    [
        ("en", ["Title first.", "The rows go image by image.", "The rows go place by place"]),
        ("ko", ["제목 first.", "행은 이미지 순서로 놓입니다.", "배치의 이미지가 가장 안쪽에"]),
    ],
)
@pytest.mark.parametrize("width", [60, 80, 120])
def test_facts_in_order(
    mixed: GradedSubmission, language: Language, facts: list[str], width: int
) -> None:
    """From the header over exercises and checks to the total and the next step."""
    text = " ".join(report(mixed, language, width).split())
    facts = [
        "assignment5 2023123456",
        "shapes",
        "2/2",
        *facts,
        "reshape",
        "row 7",
        "im2col.py:23",
        "-0.5",
        "MemoryError",
        "0/12",
        "UTF-16",
        "grade assignment5 im2col",
    ]
    places = [text.find(fact) for fact in facts]
    assert -1 not in places
    assert places == sorted(places)


def test_each_language_is_alone(mixed: GradedSubmission) -> None:
    """The author's sentences appear in the language asked for only."""
    assert "제목" not in report(mixed, "en")
    assert "Title" not in report(mixed, "ko")


def test_a_small_report_word_for_word(make: Any) -> None:
    """What a student with one mistake reads."""
    failed = make.check(
        "order",
        Outcome.FAILED,
        message=Text.same("The shape is wrong: got (9, 4), expected (4, 4)."),
        hint=Text.same("(H + 2P - K) // S + 1"),
    )
    record = make.graded(
        make.exercise(make.check("a"), name="shapes"),
        make.exercise(make.check("b", points=1.5), failed),
    )
    assert report(record, width=60).splitlines() == [
        "assignment5  2023123456              Confinement: namespaces",
        "────────────────────────────────────────────────────────────",
        "",
        "Patches as a matrix  shapes              ━━━━━━━━━━      1/1",
        "  ✓ 1 passed",
        "",
        "Patches as a matrix  im2col              ━━━━━━····  1.5/2.5",
        "  1 passed, 1 failed",
        "  ✓ Title b.",
        "  ✗ Title order.                                failed    -1",
        "    The shape is wrong: got (9, 4), expected (4, 4).",
        "    Hint    (H + 2P - K) // S + 1",
        "",
        "────────────────────────────────────────────────────────────",
        "Score: 2.5 of 3.5 points                     ━━━━━━━━━━·····",
        "",
        'Next, look at this check of im2col: "Title order."',
        "Then run  grade assignment5 im2col",
    ]


@pytest.fixture
def hostile(make: Any) -> GradedSubmission:
    """A record in which everything that can be text is an attack."""
    text = Text.same(HOSTILE)
    attacked = make.check(
        outcome=Outcome.CRASHED,
        id=HOSTILE,
        title=text,
        message=Text.same(f"{HOSTILE}\n✓ 12 passed\n"),
        hint=text,
        location=Location(HOSTILE, 1, HOSTILE, 3),
        output=f"{HOSTILE}\nScore: 100 of 100 points\n",
        diagnosis=Diagnosis("x", text),
    )
    attacked_exercise = ExerciseResult(
        HOSTILE, text, 0.0, 1.0, (attacked,), graded_with_reference=(HOSTILE,), notes=(text,)
    )
    submission = SubmissionInfo(HOSTILE, "", (), (HOSTILE,), (RefusedFile(HOSTILE, text),), (text,))
    return make.graded(attacked_exercise, submission=submission, assignment=HOSTILE)


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("width", [40, 80])
def test_hostile_text_is_inert_wherever_it_stands(
    hostile: GradedSubmission, language: Language, width: int
) -> None:
    """Nothing in a record can move the cursor, change a colour or hide."""
    text = report(hostile, language, width)
    assert text.replace("\n", "").isprintable()
    assert all(cell_len(line) <= width for line in text.splitlines())
    assert "[red]x[/]" in "".join(text.split())


def test_no_line_can_be_forged(hostile: GradedSubmission) -> None:
    """What a student's text puts on a line of its own is indented under the check it is about."""
    lines = report(hostile, width=400).splitlines()
    forged = [line for line in lines if "12 passed" in line or "Score: 100" in line]
    assert [line[:4] for line in forged] == ["    ", "    "]


@pytest.mark.parametrize("encoding", ["ascii", "cp949", "latin-1", "utf-8"])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_encoding(
    mixed: GradedSubmission, hostile: GradedSubmission, encoding: str, language: Language
) -> None:
    """Whatever the console can encode, a report comes out, within its width."""
    for record in (mixed, hostile):
        buffer = io.BytesIO()
        file = io.TextIOWrapper(buffer, encoding=encoding, newline="\n")
        console = make_console(file)
        console.width = 80
        print_report(record, language, console)
        file.flush()
        lines = buffer.getvalue().decode(encoding).splitlines()
        assert all(cell_len(line) <= 80 for line in lines)
        assert ("─" if encoding == "utf-8" else "-") * 80 in lines


@pytest.mark.parametrize(("encoding", "korean"), [("ascii", False), ("cp949", True)])
def test_korean_where_it_can_be_shown(
    mixed: GradedSubmission, encoding: str, *, korean: bool
) -> None:
    """cp949 gets Korean with plain signs; ASCII gets English, and is told so once."""
    buffer = io.BytesIO()
    file = io.TextIOWrapper(buffer, encoding=encoding)
    print_report(mixed, "ko", make_console(file))
    file.flush()
    text = buffer.getvalue().decode(encoding)
    assert ("제목 first." in text) is korean
    assert ("+ Title first." in text) is not korean
    assert text.count("This console cannot show Korean") == int(not korean)


def test_a_flood_stays_small(make: Any) -> None:
    """Megabytes of output and message become a few lines."""
    flood = "x" * 3_000_000 + "\n" * 3_000_000
    bad = make.check(outcome=Outcome.CRASHED, message=Text.same(flood), output=flood)
    assert len(report(make.graded(make.exercise(bad))).splitlines()) < 50


def test_an_empty_record(make: Any) -> None:
    """Nothing graded is nothing to congratulate on."""
    text = report(make.graded())
    assert "Score: 0 of 0 points" in text
    assert "passed" not in text
