"""The arena at each rung of the ladder, and the naive grader."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from grader import grading
from grader.assignment import find
from grader.errors import ConfinementError
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox
from tests.attacks import catalogue
from tests.attacks.arena import MARK, NAIVE_MARK, Arena, planted
from tests.attacks.attack import LEVELS, Attack
from tests.attacks.course import Canaries, write_course
from tests.attacks.naive import grader as naive


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All of this needs confinement, and what it does not stop is tried on one rung only."""
    twice = [item for item in items if _is_repeated(item)]
    if twice:
        config.hook.pytest_deselected(items=twice)
        items[:] = [item for item in items if item not in set(twice)]
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.linux)
            if sys.platform != "linux":
                item.add_marker(pytest.mark.skip(reason="confinement works on Linux only"))


def _is_repeated(item: pytest.Item) -> bool:
    params = item.callspec.params if hasattr(item, "callspec") else {}
    attack = params.get("attack")
    elsewhere = params.get("arena", LEVELS[0]) != LEVELS[0]
    return isinstance(attack, Attack) and elsewhere and not attack.everywhere


@pytest.fixture(scope="session")
def canaries() -> Canaries:
    return Canaries()


@pytest.fixture(scope="session")
def course(tmp_path_factory: pytest.TempPathFactory, canaries: Canaries) -> Iterator[Path]:
    """The attacked course; its secret and a word in the environment, as a grader's machine has."""
    root = tmp_path_factory.mktemp("attacked") / "course"
    secret = write_course(root, canaries)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_SECRET_FILE", str(secret))
        patch.setenv("GRADE_TOKEN", canaries.environment)
        yield root


@pytest.fixture(scope="session", params=LEVELS)
def arena(request: pytest.FixtureRequest, course: Path, canaries: Canaries) -> Iterator[Arena]:
    """A warm lane at one rung of the ladder."""
    level = Confinement(request.param)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(grading, "Sandbox", partial(Sandbox, levels=(level,)))
        lane = grading.Lane(find("hw1", course))
        try:
            reached = lane.confinement
        except ConfinementError as error:
            lane.close()
            pytest.skip(f"{level.value} does not work here: {error}")
    assert reached is level
    with lane:
        yield Arena(lane, level.value, course, canaries)


@pytest.fixture(scope="session")
def torch_arena(tmp_path_factory: pytest.TempPathFactory, course: Path) -> Iterator[Arena]:
    """A course on PyTorch, at the strictest rung."""
    pytest.importorskip("torch")
    canaries, root = Canaries(), tmp_path_factory.mktemp("torch") / "course"
    write_course(root, canaries, "torch")
    with grading.Lane(find("hw1", root)) as lane:
        yield Arena(lane, lane.confinement.value, root, canaries)


@pytest.fixture(scope="session")
def naive_verdict(
    tmp_path_factory: pytest.TempPathFactory, canaries: Canaries, course: Path
) -> Iterator[Callable[[Attack], naive.NaiveVerdict]]:
    """What the naive grader makes of an attack; all of them run beside the other tests."""
    environment = {"GRADE_TOKEN": canaries.environment, "NAIVE_HIDDEN": canaries.argument}

    def run(attack: Attack) -> naive.NaiveVerdict:
        folder = tmp_path_factory.mktemp("naive")
        names = {"NAIVE_COMPARE": attack.fools, "NAIVE_ALL": str(int(attack.aim != "score"))}
        secret = f"# {canaries.checks}\n"
        source = attack.source.replace("{course}", str(course)).replace(MARK, NAIVE_MARK)
        files = {"basics.py": source, **attack.files}
        verdict = naive.run({"test_secret.py": secret, **files}, folder, environment | names)
        if attack.number.startswith("X"):
            return naive.run({"test_secret.py": secret, **files}, folder, environment | names)
        return verdict

    with ThreadPoolExecutor(2) as pool:
        started: dict[str, Future[naive.NaiveVerdict]] = {
            a.number: pool.submit(run, a) for a in catalogue.CONTROLLED
        }
        yield lambda attack: started[attack.number].result()
    for path in planted(NAIVE_MARK):
        Path(path).unlink()
