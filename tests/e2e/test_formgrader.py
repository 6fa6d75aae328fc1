"""A real formgrader in a real browser, on a class that `grade gradebook sync` brought there."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest

from grader.answers import WrittenAnswer
from grader.ledger import Entry, Key, Ledger, Mark, Status
from grader.records import GradedSubmission
from tests.e2e.browser import NEEDED
from tests.e2e.command import MIXED, TIME_LIMIT_S, Grade
from tests.e2e.devtools import Tab, tab

pytest.importorskip("nbgrader")
pytestmark = NEEDED

TOKEN = "for-this-test-alone"  # noqa: S105 - a server that lives for seconds
ESSAY = (
    "Neighbours matter.</pre><script>document.title = 'taken over'</script> ![x](http://x.test/y)"
)
STUDENTS = ("2023000001", "2023000002")


@pytest.fixture
def submissions(tmp_path: Path) -> Path:
    """The same files twice."""
    for student in STUDENTS:
        shutil.copytree(MIXED, tmp_path / "submissions" / student)
    return tmp_path / "submissions"


@pytest.fixture
def ledger(tmp_path: Path, grade: Grade, submissions: Path) -> Path:
    """Their verdicts, on two exercises; the first has answered an essay."""
    handed_in = ("--submission", submissions / STUDENTS[0], "--json")
    graded = grade("assignment5", "shapes", "answers", *handed_in).record
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(str(path)) as ledger:
        for student in STUDENTS:
            ledger.record(verdict(student, graded), "test")
        sha256 = graded.submission.sha256
        ledger.essays.keep("assignment5", sha256, [WrittenAnswer("why-padding", ESSAY, ())])
    return path


def verdict(student: str, graded: GradedSubmission) -> Entry:
    """With one essay answered by the first student."""
    programs, written = graded.exercises
    essays = tuple(
        msgspec.structs.replace(e, answered=(e.id, student) == ("why-padding", STUDENTS[0]))
        for e in written.essays
    )
    written = msgspec.structs.replace(written, essays=essays)
    return Entry(
        key=Key(student, "assignment5", graded.submission.sha256, "c", "e"),
        status=Status.GRADED,
        batch="b",
        recorded_at=datetime.now(UTC),
        received_at=datetime(2026, 3, 2, tzinfo=UTC),
        record=msgspec.structs.replace(graded, exercises=(programs, written)),
    )


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return tmp_path / "dl2026"


@pytest.fixture
def sync(grade: Grade, ledger: Path, course: Path, submissions: Path) -> Callable[[], str]:
    """Run the command; what it says."""

    def run() -> str:
        places = ("--course", course, "--ledger", ledger, "--new")
        done = grade("gradebook", "sync", "assignment5", submissions, *places, "--lang", "en")
        assert done.code == 0, done.err
        return done.text

    return run


@pytest.fixture
def formgrader(
    sync: Callable[[], str], course: Path, environment: dict[str, str], tmp_path: Path
) -> Iterator[str]:
    """The address of a server with nbgrader's extension, on loopback."""
    sync()
    runtime = tmp_path / "runtime"
    programs = str(Path(sys.executable).parent)
    server = subprocess.Popen(
        [
            *(sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"),
            *("--ip=127.0.0.1", "--port=0", f"--ServerApp.root_dir={course}"),
            f"--IdentityProvider.token={TOKEN}",
            "--ServerApp.jpserver_extensions={'nbgrader.server_extensions.formgrader': True}",
        ],
        cwd=course,
        env=environment
        | {
            "PATH": os.pathsep.join((programs, environment["PATH"])),
            "JUPYTER_RUNTIME_DIR": str(runtime),
        },
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield _address(server, runtime)
    finally:
        server.terminate()
        server.wait()


def _address(server: subprocess.Popen[bytes], runtime: Path) -> str:
    until = time.monotonic() + TIME_LIMIT_S
    while time.monotonic() < until and server.poll() is None:
        for path in runtime.glob("jpserver-*.json"):
            if text := path.read_text("utf-8"):
                return str(json.loads(text)["url"])
        time.sleep(0.05)
    raise AssertionError("the server did not start")


def open_submission(page: Tab, base: str) -> None:
    """By the ways that a person goes: the assignments, the submissions, the first of them."""
    page.open(f"{base}formgrader/manage_assignments?token={TOKEN}")
    page.wait_for("document.body.innerText.includes('assignment5')")
    page.open(f"{base}formgrader/manage_submissions/assignment5")
    for student in STUDENTS:
        page.wait_for(f"document.body.innerText.includes('{student}')")
    page.open(f"{base}formgrader/manage_students/2023000001/assignment5")
    page.wait_for("document.querySelector('tbody a').href.includes('/submissions/')")
    page.open(page.run("document.querySelector('tbody a').href"))
    page.wait_for("document.getElementById('shapes-test_conv_basic').placeholder !== ''")


def type_into(page: Tab, element: str, text: str) -> None:
    """As a person does, until formgrader has saved it."""
    page.run("window.saved = 0; $(document).on('finished_saving', () => { window.saved += 1 })")
    page.run(
        f"(() => {{ const box = document.getElementById('{element}');"
        f" box.value = {json.dumps(text)}; $(box).trigger('change'); }})()"
    )
    page.wait_for("window.saved > 0")


def test_formgrader_shows_the_class_and_people_grade_in_it(
    formgrader: str, sync: Callable[[], str], ledger: Path
) -> None:
    """The list, a page with feedback and score boxes; a grade and a comment come back."""
    with tab() as page:
        open_submission(page, formgrader)
        text = page.run("document.body.innerText")
        assert "Padding widens the input on both sides." in text
        assert "Neighbours matter.</pre><script>" in text
        assert page.run("document.title") == "assignment5"
        assert not any("x.test" in address for address in page.asked)
        boxes = page.run("[...document.querySelectorAll('input.score')].map(box => box.id)")
        assert {"shapes-test_conv_padding", "answers-test_conv_by_hand"} <= set(boxes)
        waiting = "document.getElementById('answers-why-padding')"
        page.wait_for(f"{waiting}.classList.contains('needs_manual_grade')")
        comments = "[...document.querySelectorAll('textarea')].map(box => box.placeholder)"
        page.wait_for(f"{comments}.some(comment => comment.startsWith('- '))")  # our feedback
        type_into(page, "answers-why-padding", "0.25")
        type_into(page, "answers-why-padding-comment", "좋은 설명이에요.")
        type_into(page, "shapes-test_conv_basic", "0")
    assert "From formgrader: 2 new grades" in sync()
    with Ledger.open(str(ledger)) as read:
        marks = {mark.question: mark for mark in read.marks("assignment5")}
    assert told(marks["why-padding"]) == ("2023000001", 0.25, "좋은 설명이에요.")
    assert told(marks["shapes::test_conv_basic"]) == ("2023000001", 0.0, "")


def told(mark: Mark) -> tuple[str, float, str]:
    return mark.student, mark.adjustment, mark.comment
