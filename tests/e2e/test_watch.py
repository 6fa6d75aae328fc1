"""`grade assignment5 --watch` as a person uses it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.e2e.command import MIXED, ROOT, TIME_LIMIT_S, Grade

if sys.platform == "win32":
    pytest.skip("pseudo-terminals are POSIX's", allow_module_level=True)

from tests.e2e.terminal import Terminal

FORGOTTEN = "(input_size - pool_size) // stride + 1"
REMEMBERED = "(input_size - pool_size + 2 * pad) // stride + 1"
Open = Callable[..., Terminal]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A submission that one may change."""
    return Path(shutil.copytree(MIXED, tmp_path / "2023123456"))


@pytest.fixture
def watch(environment: dict[str, str], folder: Path) -> Iterator[Open]:
    """Watch the exercise shapes in a terminal."""
    with ExitStack() as opened:

        def start(
            *arguments: object, size: tuple[int, int] = (80, 30), **variables: str
        ) -> Terminal:
            words = ["assignment5", *(arguments or ["shapes"]), "--watch", "--submission", folder]
            terminal = Terminal(words, environment | variables, size)
            return opened.enter_context(terminal)

        yield start


def edit(path: Path, old: str, new: str) -> None:
    """Save as many editors do: a new file in the place of the old one."""
    new_file = path.with_name(f".{path.name}.new")
    text = path.read_text("utf-8")
    assert old in text
    new_file.write_text(text.replace(old, new), "utf-8")
    new_file.replace(path)


def test_a_save_is_answered(watch: Open, folder: Path) -> None:
    """What passes now is named, the score follows, and the next failing check comes up."""
    terminal = watch()
    terminal.expect("Padding counts in the output size of pooling.", "quit")
    edit(folder / "shapes.py", FORGOTTEN, REMEMBERED)
    terminal.expect("7/8", "passes now", "Sizes that cannot be")
    edit(folder / "shapes.py", REMEMBERED, FORGOTTEN)
    terminal.expect("no longer passes")
    terminal.type("q")
    assert terminal.wait() == 1
    assert terminal.restored


def test_keys(watch: Open) -> None:
    """Hints come one by one; next, previous and everything again."""
    terminal = watch()
    first = terminal.expect("quit")
    assert "Hint" not in first
    assert "Cause" not in first
    terminal.type("h")
    hinted = terminal.expect("Does yours use the argument pad?")
    assert "Cause" not in hinted
    terminal.type("h")
    terminal.expect("Cause")
    terminal.type("n")
    terminal.expect("2/3")
    terminal.type("p")
    terminal.expect("1/3")
    terminal.type("r")
    terminal.expect("No check changed.")


@pytest.mark.parametrize("size", [(60, 20), (80, 24), (120, 40)])
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_window(watch: Open, size: tuple[int, int], language: str) -> None:
    """No row is wider than the window, none below its last one, in either language."""
    terminal = watch("shapes", "im2col", size=size, GRADE_LANG=language)
    terminal.expect("quit" if language == "en" else "q ")
    drawn = terminal.written.rpartition("\x1b[H")[2].split("\r\n")
    rows = [row.replace("\x1b[2K", "") for row in drawn]
    assert len(rows) == size[1]
    assert all(cell_len(strip(row)) <= size[0] for row in rows)


def strip(row: str) -> str:
    """Without colours."""
    while "\x1b[" in row:
        before, _, after = row.partition("\x1b[")
        row = before + after.partition("m")[2]
    return row


def test_without_unicode_and_colours(watch: Open) -> None:
    """A terminal that can show neither gets plain signs."""
    terminal = watch(NO_COLOR="1", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    terminal.expect("quit")
    assert terminal.written.isascii()
    assert "#####" in terminal.written


def test_files_in_trouble(watch: Open, folder: Path) -> None:
    """Syntax errors, deleted files and a folder that vanishes are survived."""
    terminal = watch()
    terminal.expect("quit")
    source = (folder / "shapes.py").read_text("utf-8")
    (folder / "shapes.py").write_text("def broken(:\n", "utf-8")
    terminal.expect("invalid syntax")
    (folder / "shapes.py").unlink()
    terminal.expect("not attempted")
    moved = folder.rename(folder.with_name("elsewhere"))
    terminal.expect("There is nothing at")
    moved.rename(folder)
    (folder / "shapes.py").write_text(source, "utf-8")
    terminal.expect("passes now")
    terminal.type("q")
    assert terminal.wait() == 1


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_ended_by_a_signal(watch: Open, number: int, code: int) -> None:
    """The terminal is restored, and nothing stays behind."""
    terminal = watch()
    terminal.expect("quit")
    os.kill(terminal.process.pid, number)
    assert terminal.wait() == code
    assert terminal.restored


def test_ctrl_c(watch: Open) -> None:
    """It ends the session, with the code for it."""
    terminal = watch()
    terminal.expect("quit")
    terminal.type("\x03")
    assert terminal.wait() == 130
    assert terminal.restored
    assert "Stopped." in terminal.written


def test_ctrl_z(watch: Open, folder: Path) -> None:
    """Stopped, the terminal is the shell's; continued, the session goes on."""
    terminal = watch()
    terminal.expect("quit")
    terminal.type("\x1a")
    _, status = os.waitpid(terminal.process.pid, os.WUNTRACED)
    terminal._receive(0.0)
    assert os.WIFSTOPPED(status), terminal.written
    assert terminal.restored
    os.killpg(terminal.process.pid, signal.SIGCONT)
    terminal.expect("quit")
    edit(folder / "shapes.py", FORGOTTEN, REMEMBERED)
    terminal.expect("passes now")


def test_without_a_terminal_once(grade: Grade, folder: Path) -> None:
    """With an input that is at its end one verdict is printed, with its exit code."""
    run = grade("assignment5", "shapes", "--watch", "--submission", folder)
    assert run.code == 1
    assert "\x1b" not in run.text
    assert run.text.count("Score: 6 of 8 points") == 1
    assert "Cause" in run.text


def test_without_a_terminal_until_the_input_ends(environment: dict[str, str], folder: Path) -> None:
    """Each save prints a verdict; the end of the input ends the session."""
    words = [sys.executable, "-m", "grader", "assignment5", "shapes", "--watch"]
    with subprocess.Popen(
        [*words, "--submission", folder],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        lines = iter(process.stdout)
        assert any("6 of 8 points" in line for line in lines)
        edit(folder / "shapes.py", FORGOTTEN, REMEMBERED)
        assert any("7 of 8 points" in line for line in lines)
        process.stdin.close()
        process.stdout.read()
        assert process.wait(TIME_LIMIT_S) == 1


def test_everything_right(watch: Open, folder: Path) -> None:
    """When every check passes that is said, and quitting has code 0."""
    shutil.copy(ROOT / "solutions/assignment5/shapes.py", folder)
    terminal = watch()
    terminal.expect("Every check passed. Well done.")
    terminal.type("q")
    assert terminal.wait() == 0


@pytest.mark.parametrize("option", ["--json", "--html=page.html"])
def test_options_that_do_not_go_together(grade: Grade, option: str) -> None:
    """What prints or writes a record is for single runs."""
    run = grade("assignment5", "--watch", option)
    assert run.code == 2
    assert "--watch" in run.err


def test_nothing_to_watch(grade: Grade, tmp_path: Path) -> None:
    """A folder that is not there ends it before it begins."""
    assert grade("assignment5", "--watch", "--submission", tmp_path / "nowhere").code == 3


@pytest.mark.parametrize("closed", [False, True])
def test_nothing_is_left_behind(watch: Open, temporary: Path, *, closed: bool) -> None:
    """No temporary file outlives the session, not even when its window is closed."""
    terminal = watch()
    terminal.expect("quit")
    assert list(temporary.iterdir())
    if closed:
        terminal.close_window()
    else:
        terminal.type("q")
    terminal.process.wait(TIME_LIMIT_S)
    assert list(temporary.iterdir()) == []
