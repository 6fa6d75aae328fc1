"""Which of the names that were seen are the assignment."""

from __future__ import annotations

import unicodedata

import pytest

from grader.errors import SubmissionError
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.selection import Taken, take
from grader.stage.staged import StageLimits
from grader.text import Text

ALLOWED = dict.fromkeys(("convolution.py", "pooling.py", "answers.md", "답안.md"), ())
LIMITS = StageLimits()


def file(path: str, data: bytes = b"") -> Entry:
    """An entry with bytes."""
    return Entry(tuple(path.split("/")), lambda _: data)


def folder(path: str) -> Entry:
    """An entry without."""
    return Entry(tuple(path.split("/")))


def taken(*entries: Entry) -> Taken:
    """What is taken of them."""
    return take(entries, ALLOWED, LIMITS)


def refusal(*entries: Entry) -> str:
    """Why nothing is taken, in English."""
    with pytest.raises(SubmissionError) as refused:
        taken(*entries)
    assert refused.value.message.complete
    return refused.value.message.en


def test_files_at_the_top_are_taken() -> None:
    """With what they hold; everything else is named."""
    result = taken(file("pooling.py", b"2"), file("convolution.py", b"1"), file("extra.txt"))
    assert result == Taken({"convolution.py": b"1", "pooling.py": b"2"}, {}, (), ())
    assert result.ignored == ("extra.txt",)


def test_files_in_one_nested_folder_are_taken() -> None:
    """A zip of the folder, or of a folder with the folder."""
    result = taken(folder("2023_hw5"), folder("2023_hw5/a5"), file("2023_hw5/a5/pooling.py", b"2"))
    assert result.contents == {"pooling.py": b"2"}
    assert result.ignored == ()


def test_the_top_comes_before_any_folder() -> None:
    """Old versions in a folder beside it are ignored as a whole."""
    result = taken(file("pooling.py", b"new"), file("old/pooling.py"), file("old/x/convolution.py"))
    assert result.contents == {"pooling.py": b"new"}
    assert result.ignored == ("old/",)


def test_two_folders_are_refused_by_name() -> None:
    """Nobody guesses which one was meant."""
    assert refusal(file("v1/pooling.py"), file("v2/convolution.py")) == (
        "The assignment's files are in more than one folder: v1/, v2/. Hand in only one."
    )


def test_clutter_is_neither_taken_nor_named() -> None:
    """Shadow files of macOS do not count as a second folder."""
    result = taken(
        file("a5/pooling.py", b"1"),
        file("__MACOSX/a5/pooling.py"),
        file("a5/.git/pooling.py"),
        file("a5/._pooling.py"),
    )
    assert result.contents == {"pooling.py": b"1"}
    assert result.ignored == ()


def test_ignored_names_are_safe_and_short() -> None:
    """Files by name, folders as a whole, relative to where the assignment is."""
    result = taken(
        file("a5/pooling.py"),
        file("a5/convolution.cpython-311-x86_64-linux-gnu.so"),
        file("a5/data/1.bin"),
        file("a5/data/2.bin"),
        folder("a5/empty"),
        file("\x1b[2J.txt"),
        file("other/x/y.txt"),
        folder("convolution"),
    )
    assert result.ignored == (
        r"\x1b[2J.txt",
        "a5/convolution.cpython-311-x86_64-linux-gnu.so",
        "a5/data/",
        "a5/empty/",
        "convolution/",
        "other/",
    )


def test_at_most_a_hundred_ignored_names_are_kept() -> None:
    """The rest is counted, so a record stays small."""
    result = taken(file("pooling.py"), *(file(f"{n:03}.txt") for n in range(130)))
    assert len(result.ignored) == 100
    assert [note.en for note in result.notes] == [
        "Not listed: 30 more that are not part of the assignment."
    ]


def test_another_case_is_taken_with_a_note() -> None:
    """Windows and macOS do not tell them apart, so the student could not know."""
    result = taken(file("Convolution.PY", b"1"))
    assert result.contents == {"convolution.py": b"1"}
    assert "Convolution.PY was taken for convolution.py" in result.notes[0].en


def test_another_unicode_form_is_taken_silently() -> None:
    """Korean names are decomposed by macOS, not by the student."""
    result = taken(file(unicodedata.normalize("NFD", "답안.md"), b"1"))
    assert result.contents == {"답안.md": b"1"}
    assert result.notes == ()


@pytest.mark.parametrize("twin", ["pooling.py", "Pooling.py", "POOLING.PY"])
def test_twins_are_refused(twin: str) -> None:
    """Duplicates and case twins are never merged; both are shown."""
    sentence = refusal(file("pooling.py", b"1"), file(twin, b"2"))
    assert sentence == f"pooling.py is there more than once: pooling.py, {twin}. Keep only one."


def test_unicode_twins_are_refused_and_told_apart() -> None:
    """The decomposed one is spelled out."""
    twin = unicodedata.normalize("NFD", "답안.md")
    sentence = refusal(file("답안.md"), file(twin))
    assert "답안.md, \\u1103" in sentence


def test_near_misses_beside_the_file_are_ignored() -> None:
    """They do not stand for it, and are shown escaped."""
    result = taken(file("pooling.py", b"1"), file("pooling.py "), file("-rf"), file("CON"))
    assert result.contents == {"pooling.py": b"1"}
    assert result.ignored == ("-rf", "CON", r"pooling.py\x20")


def test_a_refused_file_does_not_stop_the_rest() -> None:
    """Its reason is kept in place of its bytes."""
    why = Text(en="why", ko="이유")

    def refuse(_: int) -> bytes:
        raise FileRefusedError(why)

    result = taken(Entry(("pooling.py",), refuse), file("convolution.py", b"1"))
    assert result.contents == {"convolution.py": b"1"}
    assert result.unread == {"pooling.py": why}


def test_each_file_has_the_cap_of_its_kind() -> None:
    """Sources a MiB, attachments eight."""
    asked: list[int] = []

    def read(most: int) -> bytes:
        asked.append(most)
        return b""

    taken(Entry(("answers.md",), read), Entry(("pooling.py",), read))
    assert asked == [8 << 20, 1 << 20]


def test_the_total_has_a_cap() -> None:
    """All files together."""
    with pytest.raises(SubmissionError, match="together are larger than 1 MiB"):
        take(
            [file("pooling.py", bytes(1 << 20)), file("answers.md", b"x")],
            ALLOWED,
            StageLimits(total_bytes=1 << 20),
        )


def test_other_files_are_never_read() -> None:
    """Not on the list, not unpacked."""

    def explode(_: int) -> bytes:
        raise AssertionError

    assert taken(file("pooling.py"), Entry(("bomb.bin",), explode)).ignored == ("bomb.bin",)


def test_nothing_at_all_is_said() -> None:
    """An empty archive, or one of folders and clutter only."""
    for entries in ([], [folder("a5"), file(".DS_Store")]):
        assert refusal(*entries) == (
            "The submission is empty."
            " Hand in these files: answers.md, convolution.py, pooling.py, 답안.md."
        )


def test_wrong_files_are_named_with_the_expected_ones() -> None:
    """Got, then expected."""
    sentence = refusal(file("hw/conv.py"), file("hw/notes.txt"))
    assert "Got hw/conv.py, hw/notes.txt; expected answers.md" in sentence
