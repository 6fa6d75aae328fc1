"""Feedback in a notebook; IPython is played by a few lines."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

import grader
from grader import notebook
from grader.text import Text

WRONG = "def double(x):\n    return x + 1\n"


@pytest.fixture
def folder(course: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The assignment's folder, where a student's notebook lies; half of it is solved."""
    course.write("assignments/hw1/double.py", WRONG)
    monkeypatch.chdir(course.assignment)
    monkeypatch.setenv("GRADE_LANG", "en")
    lanes: list[Any] = []
    monkeypatch.setattr(notebook.atexit, "register", lanes.append)
    yield course.assignment
    notebook._lane.cache_clear()
    for close in lanes:
        close()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, str]]:
    """What IPython was asked to display."""
    bundles: list[dict[str, str]] = []
    shell, display = ModuleType("IPython"), ModuleType("IPython.display")
    shell.get_ipython = object  # type: ignore[attr-defined]

    def show(bundle: dict[str, str], *, raw: bool) -> None:
        assert raw
        bundles.append(bundle)

    display.display = show  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "IPython", shell)
    monkeypatch.setitem(sys.modules, "IPython.display", display)
    return bundles


def test_one_exercise(folder: Any, shown: list[dict[str, str]]) -> None:
    """The same report as in the terminal, as HTML and as text."""
    grader.check("double")
    (bundle,) = shown
    assert "double::" not in bundle["text/plain"]
    for fact in ("Every value is doubled.", "It adds one instead of doubling.", "1/3"):
        assert fact in bundle["text/plain"]
        assert fact in bundle["text/html"]
    assert "Quadrupling" not in bundle["text/plain"]
    assert "\x1b" not in bundle["text/plain"] + bundle["text/html"]


def test_korean(folder: Any, shown: list[dict[str, str]]) -> None:
    """In the language that is asked for."""
    grader.check("double", lang="ko")
    assert "모든 값이 두 배가 됩니다." in shown[0]["text/html"]


def test_what_student_code_says_is_no_markup(
    folder: Any, course: Any, shown: list[dict[str, str]]
) -> None:
    """Nothing that a program prints or raises becomes an element of the page."""
    evil = "<img src=x onerror=alert(1)></pre><script>x</script>\\x1b[2J"
    course.write(
        "assignments/hw1/double.py",
        f'def double(x):\n    print("{evil}")\n    raise ValueError("{evil}")\n',
    )
    grader.check("double")
    html = shown[0]["text/html"]
    assert set(re.findall(r"<(/?\w+)", html)) == {"pre", "span", "/span", "/pre"}
    assert "&lt;script&gt;" in html


def test_saved_files_count_and_the_lane_stays_warm(
    folder: Any, course: Any, shown: list[dict[str, str]]
) -> None:
    """A second call sees what was saved since, and starts nothing anew."""
    grader.check("double")
    lane = notebook._lane(folder)
    course.write("assignments/hw1/double.py", "def double(x):\n    return x + x\n")
    grader.check("double")
    assert "3/3" in shown[1]["text/plain"]
    assert notebook._lane(folder) is lane


def test_the_magic(folder: Any, shown: list[dict[str, str]]) -> None:
    """`%load_ext grader` registers `%grade`, which takes names of exercises."""
    magics: dict[str, Any] = {}

    class Shell:
        def register_magic_function(self, function: Any, kind: str, name: str) -> None:
            magics[f"{kind} {name}"] = function

    grader.load_ipython_extension(Shell())
    assert magics["line grade"]("  double   quadruple ") is None
    assert magics["line grade"]("") is None
    assert all("Quadrupling" in bundle["text/plain"] for bundle in shown)


@pytest.mark.parametrize("name", ["duoble", "<b>", "\x1b[2J"])
def test_a_wrong_name_is_a_sentence(folder: Any, shown: list[dict[str, str]], name: str) -> None:
    """No traceback, no markup; the names there are."""
    grader.check(name)
    assert "double, quadruple" in shown[0]["text/plain"]
    assert "\x1b" not in shown[0]["text/plain"]
    assert "text/html" not in shown[0]


def test_hints_follow_the_policy(folder: Any, shown: list[dict[str, str]], course: Any) -> None:
    """What the course holds back in the terminal it holds back here."""
    path = course.assignment / "assignment.toml"
    table = '\n[hints]\npolicy = "by_time"\nrelease = 2999-01-01T00:00:00Z\nhours_per_level = 1\n'
    path.write_text(path.read_text("utf-8") + table, "utf-8")
    grader.check("double")
    assert "It adds one" not in shown[0]["text/plain"]
    assert "2999-01-01" in shown[0]["text/plain"]


def test_without_a_notebook(folder: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """In a plain Python session the report is printed."""
    grader.check("double")
    grader.check("nothing")
    out = capsys.readouterr().out
    assert "Every value is doubled." in out
    assert "has no exercise nothing" in out


def test_a_fault_of_ours_is_forgotten(folder: Any, shown: list[dict[str, str]]) -> None:
    """After it the next call starts with a fresh lane."""
    grader.check("double")
    broken = notebook._lane(folder)

    def fail(*_: Any) -> Any:
        raise notebook.GradeError(Text.same("no workers"))

    broken.run = fail  # type: ignore[method-assign]
    grader.check("double")
    grader.check("double")
    assert shown[1] == {"text/plain": "no workers"}
    assert "Every value is doubled." in shown[2]["text/plain"]


def test_importing_grader_is_light() -> None:
    """Nothing heavy is imported until it is asked for."""
    code = "import sys, grader; print(*{'numpy', 'pytest', 'rich', 'msgspec'} & {*sys.modules})"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_other_names_are_not_made_up() -> None:
    """A name that does not exist is an ordinary error."""
    with pytest.raises(AttributeError, match="chekc"):
        grader.chekc  # noqa: B018
