"""The writers of reports, given records whose every text is hostile.

Whole documents take milliseconds (`page`, `terminal`, `junit`), so millions go through the narrow
places that each text in them passes: `shown`, `lines`, `markup`, `drawn`, `table`, `record`.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from datetime import UTC, datetime
from functools import cache
from typing import Any
from xml.etree import ElementTree as ET

from markupsafe import escape
from rich.cells import cell_len
from rich.console import Console

from grader.exports.class_csv import COLUMNS, class_csv
from grader.exports.junit import junit_xml
from grader.exports.standing import Standing
from grader.ledger import Entry, Key, Status
from grader.records import GradedSubmission, Location
from grader.reports import inert, print_report
from grader.reports.html import render
from grader.reports.html.environment import make_environment
from grader.reports.html.figures import small_case
from grader.reports.html.quoting import QuoteAllowance
from grader.reports.html.wellformed import problems
from grader.reports.layout import cropped
from grader.reports.page import Page
from grader.reports.quote import quoted_lines
from grader.reports.theme import THEME, glyphs_for
from grader.text import LANGUAGES
from grader.writing import json_line
from tests.fuzz.engine import Target
from tests.fuzz.hostile_records import Texts, example, record
from tests.fuzz.makers import ON_TEXT

_WIDTHS = (30, 60, 80, 100)
_ENCODINGS = ("utf-8", "ascii", "cp949", "latin-1")
_TAG = re.compile("<[^>]*>?")
_TAGS = {"<p>", "</p>", "<br>", "<code>", "</code>", "<mark>", "</mark>", "</pre>"}
_TAGS |= {'<p class="place">', '<code class="name">', '<pre class="source">'}
_FORMULA = frozenset("=+-@\t\r")
_TEXT_COLUMNS = ("student", "name", "section", "reason_en", "reason_ko")
_KEY = Key("2023123456", "hw1", "0" * 64, "0" * 64, "0" * 64)
_AT = datetime(2026, 4, 1, tzinfo=UTC)


def _shown(data: bytes) -> None:
    """Nothing acts on a terminal, and nothing is markup."""
    text = data.decode(errors="surrogateescape")
    assert inert(text).isprintable()
    assert all(row.isprintable() for row in inert(text, lines=True).split("\n"))
    assert not set(str(escape(inert(text)))) & set("<>\"'")


def _lines(data: bytes) -> None:
    """Lines of a terminal, in its encoding, no wider than asked, and no more of them."""
    texts = Texts(data)
    encoding, width = _ENCODINGS[texts.choice % 4], _WIDTHS[texts.choice // 4 % 4]
    page = _page(encoding)
    rows = [page.plain(texts()), *page.paragraph(texts()).plain.split("\n")]
    quoted = quoted_lines(page, texts())
    assert len(quoted) <= 9
    for row in (*rows, *quoted):
        assert row.isprintable()
        row.encode(encoding)
        assert cell_len(cropped(row, width, page.glyphs.ellipsis)) <= width


@cache
def _page(encoding: str) -> Page:
    glyphs = glyphs_for(encoding)
    return Page("en", "en", encoding, glyphs, preview=False, verbose=False)


def _markup(data: bytes) -> None:
    """What writes sentences, places and quotes: our own tags, each closed where it should be."""
    texts = Texts(data)
    location = Location(texts(), texts.choice, texts(), texts.choice % 7 or None)
    quoted = QuoteAllowance().lines(_page("utf-8"), texts())
    macros, multiline = _macros()
    written = (macros.paragraph(texts()), macros.place(location), multiline("\n".join(quoted)))
    tags = _TAG.findall("".join(map(str, written)))
    assert _TAGS.issuperset(tags)
    opened: list[str] = []
    for tag in tags:
        if tag.startswith("</"):
            assert opened.pop().startswith(f"<{tag[2:-1]}")
        elif tag != "<br>":
            opened.append(tag)
    assert not opened


@cache
def _macros() -> Any:
    environment = make_environment()
    values = {"page": _page("utf-8"), "quotes": QuoteAllowance()}
    macros = environment.get_template("check.html.j2").make_module(values)
    return macros, environment.filters["multiline"]


def _drawn(data: bytes) -> None:
    """Values as Python writes them, into drawings: rectangles of cells, or none."""
    drawn = small_case(_page("utf-8"), example(Texts(data)))
    for grid in (*drawn.inputs, *drawn.got, *drawn.expected):
        assert len({len(row) for row in grid.cells}) == 1
        assert 0 < grid.width < 100_000
        assert len(grid.empty_cells) < 1000
        assert all(cell.isprintable() for row in grid.cells for cell in row)


def _table(data: bytes) -> None:
    """A row of a class in CSV: it reads back as one row, in which nothing is a formula."""
    texts = Texts(data)
    entry = Entry(key=_KEY, status=Status.REJECTED, batch="b", recorded_at=_AT, reason=texts.both())
    standing = Standing(texts(), entry, 1, {}, name=texts(), section=texts())
    written = class_csv([standing]).decode("utf-8-sig")
    header, row = csv.reader(io.StringIO(written, newline=""), strict=True)
    assert tuple(header) == COLUMNS
    cells = dict(zip(header, row, strict=True))
    for name in _TEXT_COLUMNS:
        for part in cells[name].split(";"):
            assert unicodedata.normalize("NFKC", part).lstrip()[:1] not in _FORMULA
        assert len(cells[name].splitlines()) <= 1


def _record(data: bytes) -> None:
    """The document says the same record, also on a line; a student's hides what it should."""
    graded = record(Texts(data, errors="replace"))
    assert GradedSubmission.from_json(graded.to_json()) == graded
    line = json_line(graded).decode()
    assert GradedSubmission.from_json(line) == graded
    assert len(line.splitlines()) == 1
    for exercise in graded.for_student().exercises:
        for check in exercise.checks:
            assert check.flag is None
            assert check.public or not check.output


def _whole_page(data: bytes) -> None:
    """It parses, and has the very tags that it would have with harmless texts."""
    hostile, tame = (record(Texts(data, tame=each)).for_student() for each in (False, True))
    language = LANGUAGES[len(data) % 2]
    document = render(hostile, language)
    assert problems(document) == []
    assert _TAG.findall(document) == _TAG.findall(render(tame, language))
    document.encode()


def _terminal(data: bytes) -> None:
    """Lines that a console of any encoding takes, none wider than it is."""
    texts = Texts(data)
    encoding, width = _ENCODINGS[texts.choice % 4], _WIDTHS[texts.choice // 4 % 4]
    file = io.TextIOWrapper(io.BytesIO(), encoding, errors="strict", newline="")
    console = Console(file=file, theme=THEME, markup=False, highlight=False, width=width)
    print_report(record(texts), LANGUAGES[len(data) % 2], console, verbose=texts.choice > 127)
    file.seek(0)
    for row in file.read().split("\n"):
        assert row.isprintable()
        assert cell_len(row) <= width


def _junit(data: bytes) -> None:
    """XML that parses, with the elements of JUnit alone, as many as there are checks."""
    graded = record(Texts(data))
    suites = ET.fromstring(b"".join(junit_xml([graded], LANGUAGES[len(data) % 2])))  # noqa: S314
    shown = [each for each in graded.exercises if not each.left_out]
    assert [suite.get("name") for suite in suites] == [
        inert(f"{graded.submission.id} {each.name}") for each in shown
    ]
    assert {each.tag for each in suites.iter()} <= _JUNIT
    cases = sum(len(each.checks) + len(each.essays) for each in shown)
    assert len(suites.findall("testsuite/testcase")) == cases


_JUNIT = set("testsuites testsuite properties property testcase failure error skipped".split())
_LOOKS = ["plain", "<script>alert(1)</script>", "\x1b[2J\x1b]0;t\x07", "\u202eabc\u2066", "a\u0301"]
_HOSTILE = "</style><script>\u0338\"'><b onload='x' `code` {{ 7 }}\r\n\t=1+1;@x\x00\u202e\ufeff한글"
_VALUES = ["[[1, 2], [3, 4]]", "[[1, 0], [0, 1]]", "2", "array([[1.5, -2e9]])", "[[[1]], [[2]]]"]
_START = b"\x11"  # public, so that everything is shown


def _of(*texts: str) -> bytes:
    return _START + b"\xfe".join(each.encode() for each in texts)


_MIXED = [_of(*_HOSTILE.split("x")), _of("a\nb\n`c`", "<", "&amp;", ""), _of("plain", *_VALUES)]

WRITERS = {
    "shown": Target(_shown, (), [each.encode() for each in _LOOKS]),
    "lines": Target(_lines, (), _MIXED, ON_TEXT),
    "markup": Target(_markup, (), _MIXED, ON_TEXT),
    "drawn": Target(_drawn, (), [_of(*_VALUES), _of(*reversed(_VALUES)), _of(_VALUES[0])], ON_TEXT),
    "table": Target(_table, (), _MIXED, ON_TEXT),
    "record": Target(_record, (), _MIXED, ON_TEXT),
    "page": Target(_whole_page, (), _MIXED, ON_TEXT),
    "terminal": Target(_terminal, (), _MIXED, ON_TEXT),
    "junit": Target(_junit, (), _MIXED, ON_TEXT),
}
