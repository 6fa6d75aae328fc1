"""Checks that cannot run still have their lines in the record."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.checks.outline import same_for_all
from grader.checks.verdict import not_there
from grader.errors import AssignmentError
from grader.records import Outcome

FILE = '''
import a_package_that_nobody_has

from grader.checks import check


@check(points=1.5, after="test_second")
def test_first(student):
    """The first.

    첫째.
    """


@check(2)
def test_second(student):
    """The second.

    둘째.
    """


def outputs(student):
    """No check."""
'''


def test_every_check_gets_the_verdict(tmp_path: Path) -> None:
    """Ids, titles and points are those of the file, which is never imported."""
    path = tmp_path / "test_x.py"
    path.write_text(FILE, "utf-8")
    first, second = same_for_all(path, "x", not_there("x.py"), public=False)
    assert (first.id, first.points, first.title.ko) == ("x::test_first", 1.5, "첫째.")
    assert (second.id, second.points, second.title.en) == ("x::test_second", 2.0, "The second.")
    assert {first.outcome, second.outcome} == {Outcome.NOT_ATTEMPTED}
    assert first.score == second.score == 0.0
    assert first.message is not None
    assert "x.py" in first.message.en


def test_no_file_has_no_checks(tmp_path: Path) -> None:
    """An exercise may be without public checks."""
    assert same_for_all(tmp_path / "test_x.py", "x", not_there("x.py"), public=True) == []


def test_computed_points_are_refused(tmp_path: Path) -> None:
    """Points that only running would tell are the author's mistake, named."""
    path = tmp_path / "test_x.py"
    path.write_text(FILE.replace("points=1.5", "points=HALF"), "utf-8")
    with pytest.raises(AssignmentError, match="points of test_first"):
        same_for_all(path, "x", not_there("x.py"), public=False)
