"""Pictures are readable without colours, at any width, on any console."""

from __future__ import annotations

from typing import Any

from grader.records import Picture
from grader.reports.exercise import ExerciseBlock
from grader.reports.picture import Pictures, pictures_of
from grader.text import Text


def picture(name: str, *rows: str) -> Picture:
    return Picture(Text(en=f"{name} training", ko=f"학습 {name}"), rows)


BEFORE, AFTER = picture("Before", "09", "50"), picture("After", "99", "00")


def test_a_pixel_is_two_cells_wide(make: Any) -> None:
    """From blank to a full block in five steps; a legend says which is which."""
    assert make.lines(Pictures(make.page(), [BEFORE])) == [
        "    Before training",
        "      ██",
        "    ▒▒",
        "    blank is 0, ██ is 1",
    ]


def test_pictures_stand_beside_each_other_where_there_is_room(make: Any) -> None:
    """Else below each other, each with its title."""
    wide = make.lines(Pictures(make.page(), [BEFORE, AFTER]), 80)
    assert wide[0] == "    Before training   After training"
    narrow = make.lines(Pictures(make.page(), [BEFORE, AFTER]), 30)
    assert [line.strip() for line in narrow if "training" in line] == [
        "Before training",
        "After training",
    ]


def test_a_wide_picture_has_narrow_pixels(make: Any) -> None:
    """It is not folded."""
    lines = make.lines(Pictures(make.page(), [picture("Before", "9" * 30)]), 40)
    assert lines[1] == "    " + "█" * 30


def test_korean_titles_take_two_cells_a_letter(make: Any) -> None:
    """The second picture begins where it should."""
    lines = make.lines(Pictures(make.page("ko"), [picture("전", "90"), picture("뒤", "90")]))
    assert lines[0] == "    학습 전   학습 뒤"
    assert lines[1] == "    ██        ██"


def test_a_poor_console_gets_letters(make: Any) -> None:
    """Where the signs cannot be encoded."""
    lines = make.lines(Pictures(make.page(encoding="ascii"), [BEFORE]))
    assert lines[1:3] == ["      ##", "    :: ".rstrip()]


def test_the_report_shows_what_checks_drew(make: Any) -> None:
    """Below the checks of their exercise, whether they passed or not."""
    exercise = make.exercise(make.check("a"), make.check("b", pictures=(BEFORE, AFTER)))
    assert pictures_of(exercise) == (BEFORE, AFTER)
    assert any(
        "Before training" in line for line in make.lines(ExerciseBlock(make.page(), exercise, 3))
    )
