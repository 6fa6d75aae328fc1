"""The page of one submission."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from typing import Any

import pytest

from grader.records import GradedSubmission, Outcome, Said, SubmissionInfo
from grader.reports.html import render
from grader.reports.html.wellformed import problems
from grader.text import Language, Text
from tests.unit.reports.html.conftest import HOSTILE


@pytest.mark.parametrize("language", ["ko", "en"])
def test_both_languages_are_there_and_one_is_chosen(
    full: GradedSubmission, language: Language
) -> None:
    """The other language is a click away, and each block says which one it is in."""
    page = render(full, language)
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert page.count('<div class="report" lang="ko">') == 1
    assert page.count('<div class="report" lang="en">') == 1
    assert re.findall(r'id="show-(\w+)" autocomplete="off" checked', page) == [language]
    assert "패딩이 없어요." in page
    assert "No padding." in page


def test_the_page_is_well_formed_and_the_same_again(full: GradedSubmission) -> None:
    """Every element ends where it should, no id comes twice, nothing depends on the moment."""
    page = render(full, "ko")
    assert problems(page) == []
    assert render(full, "ko") == page


def test_only_our_style_sheet_applies(full: GradedSubmission) -> None:
    """The policy forbids everything except the style sheet with this hash."""
    page = render(full, "en")
    style = re.findall("<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style[0].encode()).digest()).decode()
    policy = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    assert len(style) == 1
    assert [html.unescape(each) for each in policy] == [
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    ]
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_the_page_asks_nobody_for_anything(full: GradedSubmission) -> None:
    """No script, no address, no style sheet or picture from elsewhere."""
    page = render(full, "en")
    for sign in ("<script", "://", "<link", "<img", "url(", "@import", "src=", " style="):
        assert sign not in page


def test_hostile_text_is_text(hostile: GradedSubmission) -> None:
    """Markup in any field of the record comes out as characters that a reader sees."""
    page = render(hostile, "ko")
    assert problems(page) == []
    for sign in ("<script", "<img", "<iframe", "<svg onload", "<a href=j", "</textarea"):
        assert sign not in page
    assert page.count("&lt;script&gt;") > 20
    assert "49" not in re.sub("<style>.*</style>", "", page, flags=re.DOTALL)


def test_nothing_invisible_is_left(hostile: GradedSubmission) -> None:
    """Control characters, marks that turn text around and lone surrogates are written out."""
    page = render(hostile, "en")
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\ud800]", page)
    assert r"\x1b[2J\x00\u202e\u200b\ud800" in page


def test_a_flood_stays_below_a_megabyte(make: Any) -> None:
    """A hundred checks that print a million lines of quotation marks make no page of gigabytes."""
    flood, spate = '"<script>"\n' * 1_000_000, '"<script>"\n' * 1000
    checks = [
        make.check(
            str(n),
            Outcome.CRASHED,
            public=True,
            message=Text.same(HOSTILE),
            said=Said(HOSTILE * 20),
            output=spate if n else flood,
        )
        for n in range(100)
    ]
    files = tuple(f"{n}{HOSTILE}" for n in range(10_000))
    graded = make.graded(make.exercise(*checks))
    page = render(
        make.graded(
            *graded.exercises,
            submission=type(graded.submission)("id", "0" * 64, files, files),
        ),
        "ko",
    )
    assert len(page.encode()) < 1_000_000


def test_what_passed_is_folded_and_what_did_not_comes_first(full: GradedSubmission) -> None:
    """Titles of passed checks stand in a list that opens on demand, after the others."""
    page = render(full, "en")
    last = page[page.rindex('<section class="exercise"') :]
    assert last.index("12 of 15") < last.index('<details class="passed">') < last.index("Title ok.")


def test_a_page_without_exercises_is_a_page(make: Any) -> None:
    """A submission of which nothing was graded still gets an answer."""
    assert problems(render(make.graded(), "en")) == []


def test_hidden_checks_that_wait_make_no_score(make: Any) -> None:
    """Where only public checks ran, the page counts checks and says when the others run."""
    exercise = make.exercise(make.check(public=True), hidden_checks=3, hidden_points=5.0)
    page = render(make.graded(exercise), "en")
    assert "Public checks: 1 of 1 passed" in page
    assert "3 hidden checks (5 points) run after you submit." in page
    assert "Of hidden checks" not in page


def test_a_column_is_called_what_it_shows(make: Any) -> None:
    """Points, or the public checks that passed."""
    preview = make.exercise(make.check(public=True), hidden_checks=3)
    assert '<th scope="col">Public checks passed</th>' in render(make.graded(preview), "en")
    assert '<th scope="col">Score</th>' in render(make.graded(make.exercise(make.check())), "en")


def test_a_title_says_no_name_twice(make: Any) -> None:
    """A student's own folder is often named like the assignment."""
    own = make.graded(submission=SubmissionInfo("assignment5", ""))
    assert "<title>assignment5</title>" in render(own, "en")
    assert "<title>assignment5 · 2023123456</title>" in render(make.graded(), "en")


def test_the_page_says_that_something_is_withheld(make: Any) -> None:
    """A student who misses the output of a hidden check reads why it is not there."""
    assert "Of hidden checks" in render(make.graded(make.exercise(make.check())), "en")


def test_code_in_a_hint_looks_like_code(full: GradedSubmission, make: Any) -> None:
    """Between a pair of backticks stands code; a single backtick stays."""
    assert "Look at <code>pad</code> first." in render(full, "en")
    odd = make.check("x", Outcome.FAILED, message=Text.same("one ` of `two` or three"))
    assert "one ` of `two` or three" in render(make.graded(make.exercise(odd)), "en")


def test_a_syntax_error_is_marked_where_it_is(full: GradedSubmission) -> None:
    """The character that Python stumbled over is marked within the student's line."""
    assert "out = np.zeros<mark>(</mark>(N, C)" in render(full, "ko")
