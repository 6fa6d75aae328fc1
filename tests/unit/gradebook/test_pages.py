"""What formgrader finds on disk."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from grader.bridges.cells import statement
from grader.gradebook.pages import Pages, Shown
from tests.verdicts import START


def test_the_version_on_a_page_is_known_again(folder: Path) -> None:
    """Formgrader's grades are of that one."""
    pages = Pages(folder, "hw1")
    assert pages.shown("s1") is None
    for version in ("a" * 64, "b" * 64):
        pages.write("s1", [statement("a-title", "# A")], Shown(version))
        assert pages.shown("s1") == Shown(version)
    assert (folder / "autograded/s1/hw1/hw1.ipynb").is_file()


def test_a_page_of_nbgraders_own_is_not_ours(folder: Path) -> None:
    """Which version it shows we do not know."""
    path = folder / "autograded/s1/hw1/hw1.ipynb"
    path.parent.mkdir(parents=True)
    path.write_text('{"metadata": {"kernelspec": {}}, "cells": []}')
    assert Pages(folder, "hw1").shown("s1") is None


def test_the_time_is_where_nbgrader_reads_it(folder: Path) -> None:
    """And nothing that it could grade; without another receipt it stays."""
    pages = Pages(folder, "hw1")
    assert pages.received("s1", None) is None
    receipt = START.replace(tzinfo=None)
    assert pages.received("s1", receipt) == receipt
    submitted = folder / "submitted/s1/hw1"
    assert [path.read_text() for path in submitted.iterdir()] == ["2026-04-01 03:00:00 UTC\n"]
    assert pages.received("s1", None) == receipt


@pytest.mark.parametrize("time", ["2026-04-02 05:06:07.000008 UTC", "soon", ""])
def test_what_nbgrader_collected_is_left_alone(folder: Path, time: str) -> None:
    """Its own time counts there; what is no time counts as none."""
    submitted = folder / "submitted/s1/hw1"
    submitted.mkdir(parents=True)
    (submitted / "hw1.ipynb").touch()
    (submitted / "timestamp.txt").write_text(time)
    received = Pages(folder, "hw1").received("s1", START.replace(tzinfo=None))
    assert received == (datetime(2026, 4, 2, 5, 6, 7, 8) if "2026" in time else None)  # noqa: DTZ001
    assert (submitted / "timestamp.txt").read_text() == time
