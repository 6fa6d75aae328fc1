"""`grade essays`: a TA at the keyboard, a class with a hostile answer, a browser."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from grader.assignment import find
from grader.checks.paper import essays_of
from grader.ledger import Entry, Key, Ledger, Mark, Status
from grader.records import (
    Confinement,
    EssayResult,
    ExerciseResult,
    GradedSubmission,
    SubmissionInfo,
)
from grader.stage import stage
from tests.e2e import browser
from tests.e2e.command import ROOT, TIME_LIMIT_S, Grade, Start
from tests.e2e.devtools import Tab, tab

EVIL = (
    "<script>document.title='owned';window.owned=1</script><img src=http://evil.invalid/a "
    'onerror="window.owned=1"><svg onload=window.owned=1></svg><a href="javascript:owned=1">x</a>'
    "<style>*{display:none}</style> {{7*7}} ${window.owned=1} </pre>\u202e 가중치"
)
RIGHT = "이웃한 픽셀만 보고 같은 가중치를 모든 자리에서 함께 쓰는 것이 완전연결 신경망과 다릅니다."
ANSWERS = {"2023000001": RIGHT, "2023000002": f"{RIGHT}  ", "2023000003": EVIL}
QUESTION = "dense-or-conv"
READY = "!document.querySelector('main').hidden"


def text(selector: str) -> str:
    return f"document.querySelector('{selector}').textContent"


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """Three students; two wrote the same words."""
    path, assignment = tmp_path / "grades.sqlite", find("assignment5", ROOT)
    before, after = assignment.questions().decode().split("## 15. ", 1)
    drawing = (ROOT / "solutions/assignment5/drawing-residual-block.png").read_bytes()
    with Ledger.open(str(path)) as opened:
        for student, answer in ANSWERS.items():
            folder = tmp_path / student
            folder.mkdir()
            filled = after.replace("**답 / Answer:**", f"**답 / Answer:**\n\n{answer}", 1)
            (folder / "answers.md").write_text(f"{before}## 15. {filled}", "utf-8")
            (folder / "drawing-residual-block.png").write_bytes(drawing)
            staged = stage(folder, assignment.files)
            essays = tuple(
                EssayResult(essay.id, essay.title, essay.points, answered=essay.id == QUESTION)
                for essay in assignment.exercise("answers").essays
            )
            exercise = ExerciseResult(
                "answers", assignment.title, 4.0, 8.0, (), essays=essays, hidden_checks=0
            )
            opened.record(
                Entry(
                    key=Key(student, assignment.name, staged.sha256, "c", "e"),
                    status=Status.GRADED,
                    batch="b",
                    recorded_at=datetime.now(UTC),
                    record=GradedSubmission(
                        *(assignment.name, Confinement.NAMESPACES),
                        *(SubmissionInfo(student, staged.sha256), 4.0, 8.0, (exercise,)),
                    ),
                ),
                "me",
            )
            opened.essays.keep(assignment.name, staged.sha256, essays_of(assignment, staged))
    return path


@pytest.fixture
def desk(start: Start, ledger: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The command as kim has started it."""
    with start(
        *("essays", "assignment5", "--ledger", ledger, "--as", "kim", "--lang", "en"),
        PYTHONUNBUFFERED="1",
    ) as process:
        yield process
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=TIME_LIMIT_S)
    assert (process.returncode, err) == (0, b"")


@pytest.fixture
def url(desk: subprocess.Popen[bytes]) -> str:
    assert desk.stdout is not None
    said, address = desk.stdout.readline().decode().split(": ")
    assert said == "Essays of assignment5"
    return address.strip()


def marks_of(ledger: Path) -> list[Mark]:
    with Ledger.open(str(ledger)) as opened:
        return opened.marks("assignment5")


def at(page: Tab, number: int, *, kept: int | None = None) -> None:
    """Wait until the page shows an answer, and how many are decided."""
    page.wait_for(f"{text('#place')}.startsWith('Answer {number} of 3')")
    if kept is not None:
        page.wait_for(f"{text('#decided')} === '{kept} of 3 decided'")


def place_of_the_two(page: Tab) -> int:
    """The same words stand on two answers in a row; which two is mixed."""
    for number in (1, 2):
        at(page, number)
        if "Word for word" in page.run(f"{text('#alike')}") and not page.run("alike.hidden"):
            return number
        page.press("n")
    raise AssertionError


class TestInChromium:
    """What a TA does."""

    pytestmark = browser.NEEDED

    def test_keys(self, url: str, ledger: Path) -> None:
        """Toggle, comment, save, next, undo; both of the equal answers at once, if asked."""
        with tab() as page:
            page.open(url)
            page.wait_for(READY)
            number = place_of_the_two(page)
            page.press("1")
            page.press("2")
            page.press("2")
            page.wait_for(f"{text('#score')} === '0.25 / 0.5'")
            assert marks_of(ledger) == []  # chosen is not decided
            page.run("document.querySelector('#equal').click()")
            page.press("c")
            for letter in "n1u":
                page.press(letter)  # letters of the comment, no keys
            page.press("Escape")
            page.press("Enter")
            at(page, 1 if number == 2 else 3, kept=2)
            kept = marks_of(ledger)
            assert sorted(mark.student for mark in kept) == ["2023000001", "2023000002"]
            assert {(mark.items, mark.comment, mark.person) for mark in kept} == {
                (("local",), "n1u", "kim")
            }
            page.press("ㅜ")  # n, whatever language the keyboard writes
            page.press("p")
            page.press("u")
            page.wait_for(f"{text('#decided')} === '0 of 3 decided'")
            assert [mark.withdrawn for mark in marks_of(ledger)] == [False, False, True, True]
            page.press("u")
            page.wait_for("document.querySelector('#alert').textContent.includes('nothing')")
            assert page.said == []

    def test_somebody_else_decides_meanwhile(self, url: str, ledger: Path) -> None:
        """Nothing is written over that was not seen; the draft stays, and counts once it was."""
        with tab() as page, Ledger.open(str(ledger)) as opened:
            page.open(url)
            page.wait_for(READY)
            page.press("1")
            theirs = [
                Mark(
                    student=entry.key.student,
                    assignment="assignment5",
                    question=QUESTION,
                    submission_sha256=entry.key.submission_sha256,
                    items=("local", "shared"),
                    person="lee",
                    at=datetime.now(UTC),
                )
                for entry in opened.current("assignment5")
            ]
            for mark in theirs:
                opened.mark(mark)
            page.press("Enter")
            page.wait_for(f"{text('#alert')}.startsWith('lee decided meanwhile')")
            assert opened.marks("assignment5") == theirs
            assert page.run(text("#standing")) == "Not saved yet"
            page.press("Enter")
            page.wait_for(f"{text('#alert')} === 'Every answer to this question is decided.'")
            assert [mark.person for mark in opened.marks("assignment5")][3:] == ["kim"]

    def test_hostile_answers_are_text(self, url: str) -> None:
        """Nothing runs, nothing is asked for elsewhere, every sign of it can be read."""
        with tab() as page:
            page.open(url)
            page.wait_for(READY)
            for number in (1, 2, 3):
                at(page, number)
                if page.run(f"{text('#answer')}.includes('owned')"):
                    break
                page.press("n")
            shown = EVIL.replace("\u202e", r"\u202e")  # it would turn the words after it around
            assert page.run(text("#answer")) == shown
            assert page.run("document.querySelectorAll('#answer > :not(mark)').length") == 0
            assert page.run("[...document.querySelectorAll('#answer mark')].length") == 1
            assert page.run("[typeof window.owned, document.title]") == [
                "undefined",
                "Essays · assignment5",
            ]
            assert page.said == []
            assert not [address for address in page.asked if "127.0.0.1" not in address]

    @pytest.mark.parametrize("width", [360, 1280])
    def test_the_page_fits(self, url: str, width: int) -> None:
        """In both languages; drawings are shown, every control has a name."""
        with tab() as page:
            page.shape(width, dark=width == 360)
            page.open(url)
            page.wait_for(READY)
            page.run("$('question').value = 'residual-block'")
            page.run("$('question').dispatchEvent(new Event('change'))")
            page.wait_for("document.querySelector('#drawings img')?.naturalWidth > 0")
            for language, words in (("ko", "지름길"), ("en", "shortcut")):
                page.run(f"document.querySelector('#show-{language}').click()")
                assert page.run("document.documentElement.lang") == language
                assert words in page.run("document.body.innerText")
                assert page.run("document.scrollingElement.scrollWidth") <= width
                nameless = (
                    "[...document.querySelectorAll('input, select, textarea, button')]"
                    ".filter((each) => !(each.labels?.[0] ?? each).textContent.trim()).length"
                )
                assert page.run(nameless) == 0

    def test_the_address_without_its_token_shows_nothing(self, url: str) -> None:
        """Only what stands behind # opens the data."""
        with tab() as page:
            page.open(url.partition("#")[0])
            page.wait_for(f"{text('#alert')}.includes('incomplete')")
            assert page.run("document.querySelector('main').hidden")


def test_what_is_missing_is_said(grade: Grade, tmp_path: Path) -> None:
    """No ledger: a sentence and the code of a wrong command line."""
    run = grade("essays", "assignment5", "--ledger", tmp_path / "none.sqlite", "--lang", "en")
    assert (run.code, run.out) == (2, b"")
    assert "There is no ledger" in run.err
