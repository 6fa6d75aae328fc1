"""What may break in the lanes of a batch: real ones, which all these tests share."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from grader.batch.cluster import Machines
from grader.errors import ClusterError
from grader.ledger import Status
from tests.faults.processes import kill, lanes_of, zygotes_of_lanes
from tests.school import After, School
from tests.unit.conftest import write_course

LANES = 2
DEADLY = "def double(x):\n    return 2 * x + 1e9\n"
KILLS_ITS_LANE = """    answer = student.double(x)
    if answer.max() > 1e6:
        import os

        with open("tries", "a") as file:
            file.write("x")
        os.kill(os.getpid(), 9)
    expect_shape(answer, (2, 3))"""


class Shared:
    """Machines that have been started; a lane that has died comes back before the next test."""

    def __init__(self, client: Any) -> None:
        self._client = client

    @contextmanager
    def connected(self) -> Iterator[Any]:
        self._client.wait_for_workers(LANES)
        yield self._client


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Any, Shared]]:
    """A course whose check of `double` falls to a deadly answer, and lanes that know it."""
    course = write_course(tmp_path_factory.mktemp("cluster") / "course")
    check = course.solutions / "checks/test_double.py"
    text = check.read_text("utf-8")
    harmless = "    expect_shape(student.double(x), (2, 3))"
    assert harmless in text
    check.write_text(text.replace(harmless, KILLS_ITS_LANE), "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(course.root)
        patch.setenv("GRADE_SECRET_FILE", str(course.root / "secret"))
        with Machines(lanes=LANES).connected() as client:
            yield course, Shared(client)


@pytest.fixture
def school(cluster: tuple[Any, Shared], tmp_path: Path) -> School:
    return School(*cluster, place=tmp_path)


@pytest.mark.parametrize("victims", [lanes_of, zygotes_of_lanes])
def test_f27_a_lane_dies(school: School, victims: Callable[[int], set[int]]) -> None:
    """What was in it is graded in another one; nobody has a fault, nobody a zero."""
    school.hand_in_all(8)
    tally = school.grade(watch=After(2, lambda: kill(victims(os.getpid()))))
    assert tally.count(Status.GRADED) == 8
    assert {e.record.score for e in school.entries() if e.record} == {3.0}


def test_f30_a_submission_that_kills_its_lane(school: School) -> None:
    """It is set aside after two tries, and everybody else is graded."""
    school.hand_in_all(6)
    school.hand_in("s0003", double=DEADLY)
    tally = school.grade()
    assert (tally.count(Status.GRADED), tally.count(Status.FAULT)) == (5, 1)
    (entry,) = tally.unsettled
    assert (entry.key.student, entry.record) == ("s0003", None)
    assert (school.course.root / "tries").read_text() == "xx"


def test_f18_a_missing_package(school: School) -> None:
    """It is found before the first submission, by the name of worker, exercise and package."""
    school.hand_in("s1")
    toml = school.course.assignment / "assignment.toml"
    sound = toml.read_text("utf-8")
    needy = 'needs = ["double"]\nruntime = ["numpy", "no_such_package"]'
    toml.write_text(sound.replace('needs = ["double"]', needy), "utf-8")
    try:
        with pytest.raises(ClusterError, match=r"127\.0\.0\.1.*quadruple needs no_such_package"):
            school.grade()
    finally:
        toml.write_text(sound, "utf-8")
    assert not school.entries()
