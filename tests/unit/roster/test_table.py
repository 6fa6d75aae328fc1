"""Tables are read by the meaning of their columns, strictly."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import UsageError
from grader.roster.table import read_table

Write = Callable[..., Path]
HEADERS = {"id": ("student id", "id"), "name": ("name", "id"), "note": ("note",)}


def test_each_column_has_one_meaning(table: Write) -> None:
    """What is taken already is not taken again; what is absent is empty."""
    found = read_table(table("NAME,ID\nKim,1\nLee\n,,\n"), HEADERS, ("id",))
    assert found.columns == {"id": "ID", "name": "NAME"}
    assert [(row.line, row["id"], row["name"], row["note"]) for row in found.rows] == [
        (2, "1", "Kim", ""),
        (3, "", "Lee", ""),
    ]


def test_a_cell_of_several_lines(table: Write) -> None:
    """Lines are counted as an editor counts them."""
    found = read_table(table('id,name\n1,"a\nb"\n2,c\n'), HEADERS, ("id",))
    assert [row.line for row in found.rows] == [3, 4]


def test_headers_are_told_apart_by_words(table: Write) -> None:
    """Capital letters, hyphens and spaces do not matter, Unicode forms neither."""
    found = read_table(table(" Student-ID ,  NAME\n 1 , \u1112\u1169\u11bc "), HEADERS, ("id",))
    assert (found.rows[0]["id"], found.rows[0]["name"]) == ("1", "홍")


def test_an_error_has_its_line(table: Write) -> None:
    """In both languages."""
    from grader.text import Text

    found = read_table(table("id\n1\n"), HEADERS, ("id",))
    error = found.wrong(found.rows[0], Text(en="Wrong.", ko="틀렸습니다."))
    assert "line 2: Wrong." in error.message.en
    assert "틀렸습니다." in error.message.ko


def test_what_is_missing_is_named(table: Write) -> None:
    """With what was there instead."""
    with pytest.raises(UsageError, match=r"has no column note\. Its first line is: id"):
        read_table(table("id\n1\n"), HEADERS, ("id", "note"))
