"""Text that student code can influence."""

from __future__ import annotations

import sys

import pytest
from rich.cells import cell_len

from grader.reports.escaping import encodable, inert, shortened


def test_every_character_that_acts_or_hides_is_written_out() -> None:
    """Of all of Unicode, what stays as it is can be seen, takes cells and is no control."""
    kept = [c for c in map(chr, range(sys.maxunicode + 1)) if inert(c) == c]
    assert all(c.isprintable() and cell_len(c) > 0 for c in kept)
    assert {"a", "가", "é", "→", "[", "\\", " "} <= set(kept)


@pytest.mark.parametrize(
    ("hostile", "shown"),
    [
        ("\x1b[2J\x1b[1;1H", r"\x1b[2J\x1b[1;1H"),
        ("\x1b]52;c;cm0gLXJm\x07", r"\x1b]52;c;cm0gLXJm\x07"),
        ("\x9b31m", r"\x9b31m"),
        ("abc\u202edef\u2066", r"abc\u202edef\u2066"),
        ("a\u200bb\ufeffc\u3164", r"a\u200bb\ufeffc\u3164"),
        ("nul\x00del\x7f", r"nul\x00del\x7f"),
        ("\udc80\ud83d", r"\udc80\ud83d"),
        ("z\u0337\u0338\u0335\u0334", r"z\u0337\u0338\u0335\u0334"),
        ("one\ntwo\r\tthree", r"one\ntwo\r\tthree"),
        ("\U000e0041", r"\U000e0041"),
        ("[red]x[/]", "[red]x[/]"),
    ],
)
def test_hostile_text_becomes_visible(hostile: str, shown: str) -> None:
    """Escape sequences, bidirectional marks, blanks, surrogates and line ends are spelled out."""
    assert inert(hostile) == shown


def test_line_ends_stay_on_request() -> None:
    """With `lines` a line end stays and a tab becomes spaces; nothing else gets through."""
    assert inert("a\r\n\tb\rc\x1b\x85\u2028", lines=True) == "a\n    b" + r"\rc\x1b\x85\u2028"


def test_decomposed_hangul_is_readable() -> None:
    """Names as macOS writes them look like Hangul, not like escapes."""
    assert inert("\u1112\u1161\u11ab\u1100\u1173\u11af") == "한글"


def test_encodable() -> None:
    """What an encoding lacks is escaped; what it has stays."""
    assert encodable("a 한 ✓", "cp949") == r"a 한 \u2713"
    assert encodable("a 한 é", "ascii") == r"a \ud55c \xe9"


@pytest.mark.parametrize("flood", ["x" * 100_000, "x\n" * 100_000])
def test_a_flood_is_cut(flood: str) -> None:
    """However long a sentence is, a few lines of it are shown, and that there is more."""
    short = shortened(flood, "…")
    assert len(short) < 2000
    assert short.count("\n") < 8
    assert short.endswith(" …")


def test_a_short_text_is_whole() -> None:
    """Nothing is cut from what is short."""
    assert shortened("one\ntwo", "…") == "one\ntwo"
