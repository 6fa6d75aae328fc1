"""The feedback page, from the command to a reader's browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grader.reports.html.wellformed import problems
from tests.e2e import browser
from tests.e2e.command import MIXED, RIGHT, Grade

# The words are put together when the code runs, so that the student's own line, which the page
# may show, does not hold them.
REPEATS = """
import numpy as np

mark = "LEAK" + "ED"
numbers = []


def im2col(x, *args, **kwargs):
    numbers.extend(np.asarray(x).ravel().tolist())
    words = " ".join(f"{mark}{number:.4f}" for number in numbers[-400:])
    print(words)
    way = len(numbers) % 7
    if way == 0:
        raise ValueError(words)
    if way == 1:
        raise type(words[:150], (Exception,), {})(words)
    if way == 2:
        raise AttributeError(words)
    if way == 3:
        raise SyntaxError(words, (words[:150], 1, 1, words))
    if way == 4:
        return type(words[:150], (), {})()
    if way == 5:
        return words
    return np.empty((int(abs(numbers[0]) * 1e15), 0))


col2im = im2col
"""
HOSTILE = """
import numpy as np

mark = "LEAK" + "ED"
evil = (
    "</style></title><script>document.title='owned';window.owned=1</script>"
    "<img src=http://evil.invalid/a onerror=\\"document.title='owned'\\">"
    "<svg onload=window.owned=1></svg><a href='javascript:window.owned=1'>x</a>"
    "<link rel=stylesheet href=http://evil.invalid/b><iframe src=//evil.invalid/c></iframe>"
    "<meta http-equiv=refresh content='0;url=http://evil.invalid/d'>"
    "\\x1b[2J\\x1b]0;owned\\x07\\u202e\\u2066[red]x[/]"
)


def conv_output_size(*args, **kwargs):
    print(mark, args, kwargs, evil)
    raise ValueError(f"{mark} {args} {kwargs} {evil}")


def pool_output_size(*args, **kwargs):
    raise type(f"{mark}{args}{evil}", (Exception,), {})(mark)


def conv_params(*args, **kwargs):
    return type(f"{mark}{args}", (), {})()


def conv_macs(*args, **kwargs):
    return f"{mark}{args}{evil}"


def depthwise_separable_macs(*args, **kwargs):
    error = AttributeError(f"{mark} {args} {evil}")
    error.__traceback__ = None
    raise error


def receptive_field(*args, **kwargs):
    raise ModuleNotFoundError(f"{mark} {args} {evil}")


def describe_batch(*args, **kwargs):
    for _ in range(200):
        print(mark, evil)
    raise SyntaxError(f"{mark} {evil}", (f"{mark}.py", 1, 1, mark))
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A submission that says what it was given in every way it has."""
    folder = tmp_path / "hostile"
    folder.mkdir()
    (folder / "shapes.py").write_text(HOSTILE, encoding="utf-8")
    return folder


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_command_writes_one_page(grade: Grade, tmp_path: Path, language: str) -> None:
    """One file, sound, in the language of the run, with nothing that it would have to fetch."""
    path = tmp_path / "feedback.html"
    run = grade(
        *("assignment5", "convolution", "--submission", MIXED, "--html", path), GRADE_LANG=language
    )
    assert run.code == 1
    page = path.read_text(encoding="utf-8")
    assert problems(page) == []
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert "://" not in page
    assert "shapes (9,25)" not in page  # the words of an exception in a hidden check


def test_the_page_stands_beside_the_other_reports(grade: Grade, tmp_path: Path) -> None:
    """--html changes neither the record on standard output nor the exit code."""
    path = tmp_path / "page.html"
    plain = grade("assignment5", "shapes", "--submission", MIXED, "--json")
    both = grade("assignment5", "shapes", "--submission", MIXED, "--json", "--html", path)
    assert (both.code, both.out, both.err) == (plain.code, plain.out, "")
    assert path.is_file()


def test_a_page_that_cannot_be_written_is_an_error(grade: Grade, tmp_path: Path) -> None:
    """The command says which file, and ends as for a wrong argument."""
    path = tmp_path / "absent" / "page.html"
    run = grade("assignment5", "shapes", "--submission", RIGHT, "--html", path, "--lang", "en")
    assert run.code == 2
    assert "absent/page.html cannot be written" in run.err


def test_no_hidden_input_reaches_the_students_page(grade: Grade, tmp_path: Path) -> None:
    """Printed, raised, returned or in a class's name: what hidden checks passed in stays here.

    The small case on the page is public and its numbers are whole; those of the checks are not.
    """
    (tmp_path / "im2col.py").write_text(REPEATS, encoding="utf-8")
    path = tmp_path / "page.html"
    run = grade("assignment5", "im2col", "--submission", tmp_path, "--json", "--html", path)
    page, checks = path.read_text(encoding="utf-8"), run.record.exercises[0].checks
    assert _fractions(run.out.decode())
    assert not _fractions(page)
    assert not _fractions(" ".join(f"{check.message} {check.difference}" for check in checks))
    shapes = set(re.findall(r"\((\d{12,}), 0\)", run.out.decode()))
    whole = {shape for shape in shapes if int(shape) % 10**15 == 0}  # of the small case
    assert shapes - whole
    assert not any(shape in page for shape in shapes - whole)


def test_students_see_what_their_own_run_said(
    grade: Grade, hostile: Path, tmp_path: Path, course_without_solutions: Path
) -> None:
    """Where only public checks run nothing is hidden, so nothing is withheld."""
    path = tmp_path / "page.html"
    grade(
        *("assignment5", "shapes", "--submission", hostile, "--html", path),
        cwd=course_without_solutions,
    )
    assert "LEAKED" in path.read_text(encoding="utf-8")


class TestInChromium:
    """What a browser makes of the page."""

    pytestmark = browser.NEEDED

    @pytest.fixture
    def hostile_page(
        self, grade: Grade, hostile: Path, tmp_path: Path, course_without_solutions: Path
    ) -> str:
        """A page that shows all that the hostile submission says."""
        path = tmp_path / "page.html"
        grade(
            *("assignment5", "shapes", "--submission", hostile, "--html", path, "--lang", "en"),
            cwd=course_without_solutions,
        )
        return path.read_text(encoding="utf-8")

    def test_hostile_text_does_nothing(self, hostile_page: str) -> None:
        """Nothing runs, nothing is loaded, the title is ours."""
        assert "&lt;script&gt;" in hostile_page
        look, network = browser.seen(hostile_page)
        assert (look["title"], look["scripts"], look["owned"]) == (
            "assignment5 · hostile",
            0,
            "no",
        )
        assert not [host for host in network.hosts() if "invalid" in host]

    def test_the_policy_stops_what_escaping_would_miss(self, hostile_page: str) -> None:
        """Were markup to get into the page all the same, it could neither run nor load.

        It could send the reader elsewhere, which no policy forbids: that is left out here.
        """
        broken = re.sub("&lt;|&gt;|&#39;|&#34;|&quot;", _unescaped, hostile_page)
        broken = broken.replace("<meta http-equiv=refresh", "<p ")
        assert "<script>document.title" in broken
        look, network = browser.seen(broken)
        assert look["scripts"] > 0
        assert look["owned"] == "no"
        assert look["title"] != "owned"
        assert not [host for host in network.hosts() if "invalid" in host]


def _fractions(text: str) -> list[str]:
    """Numbers of hidden inputs that student code has put into words."""
    return [found for found in re.findall(r"LEAKED(-?\d+\.\d+)", text) if found[-4:] != "0000"]


def _unescaped(found: re.Match[str]) -> str:
    return {"&lt;": "<", "&gt;": ">", "&#39;": "'"}.get(found[0], '"')
