"""One assignment in nbgrader's database."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from nbgrader.api import Gradebook

from grader.bridges.cells import answer, checks, solution
from grader.errors import UsageError
from grader.gradebook.opening import opened
from tests.unit.gradebook.conftest import Opened

CELLS = [solution("a-solution", "x"), checks("a-test_b", "c", 2.0), answer("b-why", "", 1.0)]
DUE = datetime(2026, 3, 2, 3, tzinfo=UTC).replace(tzinfo=None)


def fill(book: Opened) -> None:
    with book() as made:
        made.define(CELLS, DUE)
        made.enrol({"s1": "김민수", "s2": ""})
        made.hand_in({"s1": (DUE, 0.25), "s2": (None, 0.0)})
        scores = {("s1", "a-test_b"): 1.5, ("s1", "b-why"): None, ("s2", "a-test_b"): 2.0}
        made.put_grades(
            {
                place: {"auto_score": score, "needs_manual_grade": score is None}
                for place, score in scores.items()
            },
            {},
        )
        made.put_comments({("s1", "a-solution"): {"auto_comment": "good"}}, {})
        made.commit()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def anywhere(request: pytest.FixtureRequest) -> str:
    """A gradebook in either kind of database."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgresql").new_database())
    return str(request.getfixturevalue("url"))


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_nbgrader_reads_what_was_written(anywhere: str) -> None:
    """Names, points, times, scores, comments, what waits and what lateness costs."""
    url = anywhere
    fill(lambda: opened(url, "dl2026", "hw1"))
    with Gradebook(url, "dl2026") as read:
        first, second = sorted(read.submission_dicts("hw1"), key=lambda each: each["student"])
        assert (first["score"], first["max_score"]) == (1.5, 3.0)
        assert (first["written_score"], first["max_written_score"]) == (0.0, 1.0)
        assert first["needs_manual_grade"] is True
        assert (first["last_name"], first["timestamp"]) == ("김민수", DUE)
        assert (second["score"], second["last_name"]) == (2.0, "s2")
        assert read.find_submission("hw1", "s1").late_submission_penalty == 0.25
        assert read.find_comment("a-solution", "hw1", "hw1", "s1").comment == "good"
        assert read.find_assignment("hw1").duedate == DUE


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_a_bonus_comes_on_top_there_too(book: Opened, url: str) -> None:
    """Its cell has a maximum of 0: nbgrader adds up scores and maxima apart."""
    with book() as made:
        made.define([*CELLS, checks("bonus-test_fast", "c", 0.0)], None)
        made.enrol({"s1": ""})
        made.hand_in({"s1": (DUE, 0.0)})
        scores = {"a-test_b": 1.5, "b-why": 1.0, "bonus-test_fast": 4.0}
        made.put_grades({("s1", name): {"auto_score": n} for name, n in scores.items()}, {})
        made.commit()
    with Gradebook(url, "dl2026") as read:
        (found,) = read.submission_dicts("hw1")
        assert (found["score"], found["max_score"]) == (6.5, 3.0)


def test_nothing_counts_before_the_commit(book: Opened) -> None:
    """A sync that fails halfway leaves no half of a class."""
    with book() as made:
        made.define(CELLS, None)
        made.enrol({"s1": ""})
    with book() as read:
        assert read.grade_cells() == {}


def test_what_is_there_is_brought_up_to_date(book: Opened) -> None:
    """The second time writes no second row, and only the columns that it is given."""
    fill(book)
    with book() as made:
        grades = made.grades()
        before = grades["s1", "a-test_b"]
        assert (before.auto, before.manual, before.waits) == (1.5, None, False)
        made.put_grades({("s1", "a-test_b"): {"manual_score": 0.5}}, grades)
        made.put_grades({("s1", "a-test_b"): {"auto_score": 2.0}}, made.grades())
        made.commit()
    with book() as read:
        after = read.grades()["s1", "a-test_b"]
        assert (after.id, after.auto, after.manual) == (before.id, 2.0, 0.5)
        assert len(read.grades()) == 3


def test_a_check_that_is_no_more_is_worth_nothing(book: Opened, url: str) -> None:
    """The maximum follows the checks; the cell stays, for what people gave there."""
    fill(book)
    with book() as made:
        made.define(CELLS[:1] + CELLS[2:], DUE)
        made.commit()
    with Gradebook(url, "dl2026") as read:
        assert read.find_assignment("hw1").max_score == 1.0
    with book() as read:
        assert "a-test_b" in read.grade_cells()


@pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")
def test_another_assignment_of_the_course_is_left_alone(book: Opened, url: str) -> None:
    """And one of our name with other notebooks is refused."""
    fill(book)
    with Gradebook(url, "dl2026") as other:
        other.add_assignment("hw2", course_id="dl2026")
        other.add_notebook("p1", "hw2")
        other.add_grade_cell("a-test_b", "p1", "hw2", max_score=7, cell_type="code")
        other.add_submission("hw2", "s1")
        other.add_notebook("extra", "hw1")
    with (
        pytest.raises(UsageError, match="hw1 in this gradebook has other notebooks: extra"),
        book(),
    ):
        pass
    with Gradebook(url, "dl2026") as read:
        assert read.find_assignment("hw2").max_score == 7
        assert read.find_grade("a-test_b", "p1", "hw2", "s1").auto_score is None
