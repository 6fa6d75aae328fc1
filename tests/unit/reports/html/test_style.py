"""The style sheet, in a browser: who can read the page, and on what."""

from __future__ import annotations

import pytest

from grader.records import GradedSubmission
from grader.reports.html import render
from tests.e2e import browser

pytestmark = browser.NEEDED

DARK = ("--force-dark-mode", "--blink-settings=preferredColorScheme=0")


@pytest.mark.parametrize("flags", [(), DARK], ids=["light", "dark"])
def test_every_text_can_be_read(full: GradedSubmission, flags: tuple[str, ...]) -> None:
    """Contrast is at least 4.5 to 1, in both languages, by day and by night."""
    look, _ = browser.seen(render(full, "ko"), *flags)
    assert look["before"]["faint"] == look["after"]["faint"] == []
    assert (look["background"] == "rgb(252, 252, 250)") is (flags == ())


@pytest.mark.parametrize("width", [320, 600, 1600])
def test_the_page_is_never_wider_than_its_window(full: GradedSubmission, width: int) -> None:
    """From the smallest telephone to a wide screen nobody scrolls sideways."""
    look, _ = browser.seen(render(full, "en"), width=width)
    assert look["before"]["sideways"] <= 0
    assert look["after"]["sideways"] <= 0


def test_hostile_text_does_not_widen_the_page(hostile: GradedSubmission) -> None:
    """A line without spaces is folded."""
    look, _ = browser.seen(render(hostile, "ko"), width=320)
    assert look["before"]["sideways"] <= 0


def test_the_page_can_be_heard(full: GradedSubmission) -> None:
    """Drawings have titles, regions have names, headings follow each other."""
    look, _ = browser.seen(render(full, "ko"))
    assert (look["unnamed"], look["unlabelled"]) == (0, 0)
    for each in (look["before"], look["after"]):
        assert (each["headings"], each["skipped"]) == (1, 0)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_one_language_is_shown_at_a_time(full: GradedSubmission, language: str) -> None:
    """The other one after a click, without a script."""
    look, _ = browser.seen(render(full, "ko" if language == "ko" else "en"))
    assert look["scripts"] == 0
    assert look["before"]["shown"] == [language]
    assert look["after"]["shown"] == ["en" if language == "ko" else "ko"]
    assert look["font"] == "keep-all"


def test_the_browser_asks_nobody(hostile: GradedSubmission) -> None:
    """Whatever a page says, no address that stands in it is looked up."""
    look, network = browser.seen(render(hostile, "en"))
    assert look["owned"] == "no"
    assert not [host for host in network.hosts() if "invalid" in host]
    assert {path for path in network.asked if path.startswith(browser.SITE)} <= {
        f"{browser.SITE}/{name}" for name in ("page", "probe", "favicon.ico")
    }
