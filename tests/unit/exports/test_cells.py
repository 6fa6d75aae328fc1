"""Cells of a CSV file."""

from __future__ import annotations

import csv
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.exports.cells import csv_file, written


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        " =1",
        "\xa0=1",
        "\uff1d1+1",
        "\uff0b1",
        "\uff0d1",
        "\uff20x",
        "\ufeff=1",
        "\0=1",
        "\ttext",
        "=1;x",
        '=HYPERLINK("http://x","y")',
    ],
)
def test_formulas_become_text(text: str) -> None:
    """Also in full width, and behind what a spreadsheet cuts off."""
    assert written(text).startswith("'")


@pytest.mark.parametrize(
    ("text", "expected"),
    [("a;=1", "a;'=1"), ("a; \uff1d1;b", "a;' \uff1d1;b"), ("a;b", "a;b"), ("a;\t=1", "a;' =1")],
)
def test_a_formula_behind_a_semicolon_is_text(text: str, expected: str) -> None:
    """Where a comma is in numbers, spreadsheets part cells by semicolons."""
    assert written(text) == expected


@given(st.text(st.characters() | st.sampled_from("=+-@;,\t\"'\uff1d"), max_size=30))
def test_no_text_acts(text: str) -> None:
    """Whatever it is: one row, one cell, and no first letter of a formula."""
    line = csv_file(["text", "last"], [{"text": text, "last": "last"}]).decode().split("\r\n")[1]
    cell, last = next(csv.reader([line]))
    assert last == "last"
    assert len(cell.splitlines()) <= 1
    for separator in ",;\t":
        cells = next(csv.reader([line], delimiter=separator))
        starts = [unicodedata.normalize("NFKC", each).lstrip()[:1] for each in cells]
        assert not {*starts} & {*"=+-@"}


@pytest.mark.parametrize("text", ["김하늘", "2023123456", 'a, "b"', "O'Neill", "", "x=1", "1-2"])
def test_ordinary_text_stays(text: str) -> None:
    """Names and numbers of students are what they were."""
    assert written(text) == text


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (0.0, "0"),
        (45.0, "45"),
        (87.5, "87.5"),
        (-1.25, "-1.25"),
        (0.1 + 0.2, "0.3"),
        (1234567.0, "1234567"),
        (100, "100"),
        (datetime(2026, 4, 1, 3, tzinfo=UTC), "2026-04-01T03:00:00+00:00"),
    ],
)
def test_numbers_stay_numbers(value: object, expected: str) -> None:
    """A spreadsheet can add them up; nothing is nothing and no 0."""
    assert written(value) == expected


def test_half_a_character_is_shown() -> None:
    """What no file can hold is written with a backslash."""
    assert written("a\udcff") == "a\\udcff"
