"""Who sleeps is not waited for; who is kept from a core is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import numpy as np
import pytest

from grader.errors import LimitExceeded
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox import budget
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox
from tests.attacks.arena import Arena
from tests.attacks.attack import FULL, Attack
from tests.attacks.catalogue import ATTACKS
from tests.attacks.twins import twin

_ASLEEP_S = 0.3
_NEIGHBOURS = 8
_PATIENT = Limits(cpu_per_call_s=30.0, wall_per_call_s=300.0, wall_per_exercise_s=300.0)
SLEEPERS = [attack for attack in ATTACKS if attack.number in ("D63", "D63d")]
# As the honest twins: loops, numpy and threads that take turns.
_COMPUTES = """
import threading, time
import numpy as np

def until(cpu_s):
    return iter(lambda: time.process_time() < cpu_s, False)

def loops(cpu_s):
    for _ in until(time.process_time() + cpu_s): sum(range(1000))
    return "done"

def arrays(cpu_s):
    x = np.ones((200, 200))
    for _ in until(time.process_time() + cpu_s): x @ x
    return "done"

def threads(cpu_s):
    for _ in until(time.process_time() + cpu_s):
        started = [threading.Thread(target=sum, args=[range(100_000)]) for _ in range(3)]
        for each in started: each.start()
        for each in started: each.join()
    return "done"
"""


@pytest.fixture(autouse=True)
def short_sleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "_ASLEEP_S", _ASLEEP_S)


@pytest.fixture(scope="module")
def workers() -> Iterator[Sandbox]:
    """At the strictest level of this machine."""
    sandbox = Sandbox(["numpy"], Confinement.LANDLOCK)
    yield sandbox
    sandbox.close()


@pytest.fixture
def neighbours() -> Iterator[None]:
    """Others that want all cores there are, several times over."""
    command = [sys.executable, "-I", "-S", "-c", "while True: pass"]
    running = [subprocess.Popen(command) for _ in range(_NEIGHBOURS)]
    yield
    for each in running:
        each.kill()
        each.wait()


@pytest.fixture
def client(workers: Sandbox) -> Iterator[Client]:
    """Of a worker whose processor and wall time will not run out."""
    client = Client(workers.spawn(_PATIENT), Budget(_PATIENT))
    yield client
    client.close()


@pytest.mark.parametrize("attack", SLEEPERS, ids=[attack.number for attack in SLEEPERS])
def test_who_sleeps_is_ended_for_it(attack: Attack, client: Client) -> None:
    """Not when the wall time is over, which is meant for busy machines."""
    module = client.load("answer", {"answer": attack.source})
    with pytest.raises(LimitExceeded, match=r"waiting rather than computing for 0\.3 seconds"):
        client.request("call", module.number, "double", (np.ones((2, 3)),))


@pytest.mark.parametrize("name", ["sleeps", "a thread", "loops"])
def test_honest_code_of_its_looks_passes(name: str, arena: Arena) -> None:
    """A moment's sleep is nobody's concern."""
    assert arena.grade({"basics.py": twin(name)}, "honest").score == FULL


@pytest.mark.usefixtures("neighbours")
@pytest.mark.parametrize("name", ["loops", "arrays", "threads"])
def test_nobody_sleeps_on_a_loaded_machine(name: str, client: Client) -> None:
    """With eight others at work, code that computes has not slept a tenth of a second."""
    module = client.load("answer", {"answer": _COMPUTES})
    assert client.request("call", module.number, name, (0.3,)) == "done"
    assert client._budget.asleep_s < 0.1
