"""The class report as a page."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.reports.class_report import render, write_class_page
from grader.reports.class_report.model import ClassReport
from grader.reports.html.wellformed import problems
from grader.text import Language
from tests.e2e import browser

DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_one_page_in_both_languages(report: ClassReport, language: Language) -> None:
    """Sound, the same again, with nothing that it would have to fetch."""
    page = render(report, language)
    assert problems(page) == []
    assert page == render(report, language)
    assert page.startswith(f'<!doctype html>\n<html lang="{language}">')
    assert "://" not in page
    assert "The stride is forgotten." in page
    assert "스트라이드를 잊었어요." in page
    assert '<code class="who">6</code>' in page


def test_hostile_text_stays_text(hostile_report: ClassReport) -> None:
    """Names of students, checks and misconceptions, reasons, titles."""
    page = render(hostile_report, "en")
    assert problems(page) == []
    assert "&lt;script&gt;" in page
    assert "\x1b" not in page


def test_it_is_written_whole(report: ClassReport, tmp_path: Path) -> None:
    """To the file that was asked for."""
    write_class_page(report, "ko", tmp_path / "class.html")
    assert (tmp_path / "class.html").read_text("utf-8") == render(report, "ko")
    assert [path.name for path in tmp_path.iterdir()] == ["class.html"]


class TestInChromium:
    """What a browser makes of it."""

    pytestmark = browser.NEEDED

    @pytest.mark.parametrize("flags", [(), DARK], ids=["light", "dark"])
    def test_every_text_can_be_read(self, report: ClassReport, flags: tuple[str, ...]) -> None:
        """By day and by night, drawings and parts have names, no heading is skipped."""
        look, _ = browser.seen(render(report, "ko"), *flags)
        assert look["before"]["faint"] == look["after"]["faint"] == []
        assert look["before"]["shown"] == ["ko"]
        assert look["after"]["shown"] == ["en"]
        assert (look["unnamed"], look["unlabelled"]) == (0, 0)
        assert (look["before"]["headings"], look["before"]["skipped"]) == (1, 0)

    def test_hostile_text_does_nothing(self, hostile_report: ClassReport) -> None:
        """Nothing runs or loads, and the smallest screen holds it."""
        look, network = browser.seen(render(hostile_report, "en"), width=320)
        assert (look["scripts"], look["owned"]) == (0, "no")
        assert not [host for host in network.hosts() if "invalid" in host]
        assert look["before"]["sideways"] <= 0
        assert look["after"]["sideways"] <= 0
