"""rubric.toml is read strictly."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.answers.rubric import read_rubrics
from grader.errors import AssignmentError

RUBRIC = """
format_version = 1

[[essays]]
id = "why-not"
items = [
  { id = "one", points = 0.5, en = "First.", ko = "첫째." },
  { id = "two", points = 1.0, en = "Second.", ko = "둘째." },
]
"""


def test_what_the_file_says(tmp_path: Path) -> None:
    """Items come in order, with both languages and their sum."""
    path = tmp_path / "rubric.toml"
    path.write_text(RUBRIC, "utf-8")
    (rubric,) = read_rubrics(path)
    assert rubric.id == "why-not"
    assert [item.id for item in rubric.items] == ["one", "two"]
    assert rubric.items[0].text.ko == "첫째."
    assert rubric.points == 1.5


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("points = 0.5", 'points = "half"', "points"),
        ("points = 0.5", "pionts = 0.5", "pionts"),
        ("format_version = 1", "format_version = 2", "format_version is 2, expected 1"),
        ("[[essays]]", "[[essays", "cannot be read"),
    ],
)
def test_a_mistake_is_named(tmp_path: Path, old: str, new: str, said: str) -> None:
    """The field that is wrong, and the file."""
    path = tmp_path / "rubric.toml"
    path.write_text(RUBRIC.replace(old, new), "utf-8")
    with pytest.raises(AssignmentError, match=said) as caught:
        read_rubrics(path)
    assert "rubric.toml" in caught.value.message.en


@pytest.mark.parametrize(
    ("items", "adjustment", "score"),
    [
        ((), 0.0, 0.0),
        (("one",), 0.0, 0.5),
        (("one", "two"), 0.0, 1.5),
        (("one", "one"), 0.0, 0.5),
        (("one",), 0.25, 0.75),
        (("one", "two"), 1.0, 1.5),
        ((), -1.0, 0.0),
        (("one", "gone"), 0.0, None),
    ],
)
def test_what_items_earn(
    tmp_path: Path, items: tuple[str, ...], adjustment: float, score: float | None
) -> None:
    """Their points of today, within the worth; nothing at all if one is there no more."""
    path = tmp_path / "rubric.toml"
    path.write_text(RUBRIC, "utf-8")
    (rubric,) = read_rubrics(path)
    assert rubric.score(items, adjustment) == score


def test_terms_earn_nothing(tmp_path: Path) -> None:
    """They are for whoever reads."""
    path = tmp_path / "rubric.toml"
    path.write_text(RUBRIC.replace("items =", 'terms = ["shared"]\nitems ='), "utf-8")
    (rubric,) = read_rubrics(path)
    assert (rubric.terms, rubric.points, rubric.score((), 0.0)) == (("shared",), 1.5, 0.0)
