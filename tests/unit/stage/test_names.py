"""Names: shown, decoded, matched, refused."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.stage import names
from grader.stage.staged import StageLimits

LIMITS = StageLimits()
NFD = unicodedata.normalize("NFD", "답안.md")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("convolution.py", "convolution.py"),
        ("합성곱.py", "합성곱.py"),
        ("a\nb", r"a\nb"),
        ("\x1b[2Jx", r"\x1b[2Jx"),
        ("a\x00b", r"a\x00b"),
        ("evil\u202eyp.txt", r"evil\u202eyp.txt"),
        ("a\udcb0", r"a\udcb0"),
        ("a\u3164b", r"a\u3164b"),
        ("\\x1b", r"\\x1b"),
        (" x.py  ", r"\x20x.py\x20\x20"),
        ("-rf", "-rf"),
        ("con.", "con."),
        ("", ""),
    ],
)
def test_shown_makes_the_invisible_visible(name: str, expected: str) -> None:
    """Controls, bidi marks, surrogates, fillers, backslashes and outer spaces are written out."""
    assert names.shown(name) == expected


@given(st.text(st.characters()))
def test_shown_is_one_short_printable_line(name: str) -> None:
    """Whatever the name, a terminal cannot be steered by what is shown."""
    shown = names.shown(name)
    assert len(shown) <= 120
    assert shown.isprintable()


def test_shown_tells_unicode_twins_apart() -> None:
    """A decomposed name does not look like its composed twin."""
    assert names.shown(NFD) != names.shown("답안.md")
    assert names.shown(NFD).isascii()


def test_listed_shows_five_and_an_ellipsis() -> None:
    """A sentence never becomes a directory listing."""
    assert names.listed(list("abcde")) == "a, b, c, d, e"
    assert names.listed(list("abcdef")) == "a, b, c, d, e, …"


@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_korean_names_are_decoded(encoding: str) -> None:
    """Both what macOS and Linux write and what Korean Windows writes is read."""
    assert names.decoded("과제5/합성곱.py".encode(encoding)) == "과제5/합성곱.py"


def test_undecodable_names_survive_and_can_be_shown() -> None:
    """Bytes of no known encoding become surrogates, which are shown escaped."""
    assert names.shown(names.decoded(b"\xff\xff.py")) == r"\udcff\udcff.py"


@pytest.mark.parametrize(
    "name", ["convolution.py", "Convolution.PY", "CONVOLUTION.py", "answers.MD"]
)
def test_case_does_not_matter(name: str) -> None:
    """A name that differs in case stands for the allowed file."""
    assert names.match(name, {"convolution.py", "answers.md"}) == name.lower()


def test_unicode_form_does_not_matter() -> None:
    """A name that macOS wrote decomposed stands for the composed one."""
    assert names.match(NFD, {"답안.md"}) == "답안.md"


@pytest.mark.parametrize(
    "name",
    [
        "convolution.py ",
        "convolution.py.",
        " convolution.py",
        "convolution.py\x00",
        "convolution.py:stream",
        "convolution.pyc",
        "-convolution.py",
        "convolution\u200b.py",
        "convolut\u0131on.py",
        "\uff43onvolution.py",
        "CON",
        "",
    ],
)
def test_near_misses_do_not_match(name: str) -> None:
    """Nothing is trimmed, folded or guessed beyond case and Unicode form."""
    assert names.match(name, {"convolution.py"}) is None


@pytest.mark.parametrize(
    "name",
    [
        "/etc/passwd",
        "//host/share",
        "C:/x.py",
        "c:x.py",
        "..",
        "../x.py",
        "a/../../x.py",
        "a/..",
        "a\\b.py",
        "..\\x.py",
    ],
)
def test_paths_that_could_leave_the_folder_are_refused(name: str) -> None:
    """Absolute paths, drives, backslashes and .. are refused and the member is named."""
    with pytest.raises(SubmissionError, match="not safe") as refusal:
        names.member_path(name, LIMITS)
    assert names.shown(name) in refusal.value.message.ko


def test_paths_lose_what_means_nothing() -> None:
    """`.` and empty parts are dropped, two dots inside a name are kept."""
    assert names.member_path("./a//b..c/./x.py", LIMITS) == ("a", "b..c", "x.py")
    assert names.member_path("./", LIMITS) == ()


def test_depth_and_length_have_limits() -> None:
    """At the limit is accepted, one more is refused with the number."""
    assert len(names.member_path("a/" * 32 + "x", LIMITS)) == 33
    with pytest.raises(SubmissionError, match="got 33 folders, expected at most 32"):
        names.member_path("a/" * 33 + "x", LIMITS)
    assert names.member_path("a" * 255, LIMITS)
    with pytest.raises(SubmissionError, match="got 258 bytes, expected at most 255"):
        names.member_path("가" * 86, LIMITS)


@pytest.mark.parametrize(
    "path",
    [("__MACOSX", "._x.py"), (".git", "config"), ("a", ".venv", "x.py"), ("__pycache__", "x.pyc")],
)
def test_leftovers_of_systems_are_clutter(path: names.Parts) -> None:
    """Whatever lies in a folder nobody meant to hand in is not worth a word."""
    assert names.is_clutter(path)
    assert not names.is_clutter(("src", "x.py"))


@pytest.mark.parametrize(
    "name",
    ["a (1).py", "a(12).py", "a - Copy.py", "a - 복사본.py", "a copy.py", "a copy 2.py"],
)
def test_a_copy_tells_what_it_was(name: str) -> None:
    """Browsers and file managers mark what is there twice."""
    assert names.copied_from(name) == "a.py"


@pytest.mark.parametrize("name", ["a.py", "a1.py", "a_copy.py", "(1).py", "a (1)", "b/a (1).py"])
def test_other_names_are_no_copies(name: str) -> None:
    """A name that a person may have meant is left alone."""
    assert names.copied_from(name) is None
