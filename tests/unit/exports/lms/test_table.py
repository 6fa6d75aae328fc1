"""A CSV keeps every byte that was not meant to change."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.errors import UsageError
from grader.exports.lms.table import Table

LINE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8)
LINES = st.sampled_from(["two\nlines", "cr\rlf\r\n", 'say "hi"', "김, 민수"])
STYLES = st.sampled_from([(csv.QUOTE_ALL, LINE | LINES), (csv.QUOTE_MINIMAL, LINE)])


def rows_of(cells: st.SearchStrategy[str]) -> st.SearchStrategy[list[list[str]]]:
    return st.lists(st.lists(cells, min_size=2, max_size=5), min_size=1, max_size=6)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


@given(
    STYLES.flatmap(lambda style: st.tuples(st.just(style[0]), rows_of(style[1]))),
    st.sampled_from(",;\t"),
    st.sampled_from(["\r\n", "\n", "\r"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_reads_what_the_csv_module_writes(
    written: tuple[int, list[list[str]]], separator: str, end: str, encoding: str
) -> None:
    """Whatever the separator, quoting, line ends and encoding; the same bytes come back."""
    quoting, rows = written[0], [["head", "er"], *written[1]]
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator, lineterminator=end, quoting=quoting).writerows(rows)
    data = file.getvalue().encode(encoding)
    table = Table.read(data)
    assert texts(table) == rows
    assert table.with_texts({}) == data


def test_one_cell_changes() -> None:
    """The quotes of a cell stay, those of its neighbours too."""
    table = Table.read(b'a,b,c\n"x, y","1",z\nu,,w')
    data = table.with_texts({table.rows[1][1]: "7.5", table.rows[2][1]: "8"})
    assert data == b'a,b,c\n"x, y","7.5",z\nu,8,w'


def test_cp949_stays_cp949() -> None:
    """Old Korean spreadsheets save it, and an LMS takes its own encoding back."""
    data = "이름,성적\r\n김민수,\r\n".encode("cp949")
    table = Table.read(data)
    assert table.encoding == "cp949"
    assert table.with_texts({table.rows[1][1]: "9"}) == "이름,성적\r\n김민수,9\r\n".encode("cp949")


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no columns"),
        (b"one column\nonly\n", "no columns"),
        (b"a,b\n\xff\xfe\xfd", "neither UTF-8"),
        (b'a,b\n"never closed,1\n', "never closed"),
        (b'a,b\n"odd"",1\n', "never closed"),
    ],
)
def test_what_is_no_table_is_refused(data: bytes, said: str) -> None:
    """A file that cannot be put together again byte for byte is not touched."""
    with pytest.raises(UsageError, match=said):
        Table.read(data)
