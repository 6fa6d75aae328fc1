"""Real confined workers under the CPU clock."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import numpy as np
import pytest

from grader.errors import GraderFault, LimitExceeded, StudentRaised
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox
from grader.sandbox.process import ForkedProcess
from grader.timing.cpu import CpuDevice
from grader.timing.device import Chain, Program, TooSlow

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="other systems tell no CPU time")

BURNER = """
import threading

def burn():
    while True:
        pass

def f(x):
    threading.Thread(target=burn, daemon=True).start()
    return x + 1
"""


@pytest.fixture(scope="module")
def workers() -> Iterator[Sandbox]:
    sandbox = Sandbox(["numpy"], Confinement.LANDLOCK)
    yield sandbox
    sandbox.close()


@pytest.fixture
def device(workers: Sandbox) -> Iterator[CpuDevice]:
    made = CpuDevice(workers, Limits(memory_mib=300))
    yield made
    made.close()


def program(source: str) -> Program:
    return Program("answer", "f", {"answer": source}, forbidden=("scipy",))


def chain(times: int = 1) -> Chain:
    return Chain((np.arange(4.0, dtype=np.float32),), times)


def test_a_chain_comes_back_as_its_last_output(device: CpuDevice) -> None:
    """Each call gets what the one before returned, activated."""
    lap = device.start(program("def f(x):\n    return x - 2")).run(chain(2), 5.0)
    np.testing.assert_allclose(lap.output, [-2.2, -2.1, -2.0, -1.0], rtol=1e-6)
    assert lap.charged_s > 0
    assert lap.wall_s > 0


def test_a_program_stands_still_between_its_chains(device: CpuDevice) -> None:
    """However many threads it has, its clock stops; what it burnt before is charged."""
    burner, other = device.start(program(BURNER)), device.start(program("def f(x):\n    return x"))
    burner.run(chain(), 5.0)
    at_rest_s = burner._process.cpu_s()
    for _ in range(20):
        other.run(chain(), 5.0)
    assert burner._process.cpu_s() == at_rest_s
    burner.run(chain(), 5.0)
    assert burner._process.cpu_s() > at_rest_s


def test_threads_are_charged_together(device: CpuDevice) -> None:
    """Work in four threads is no cheaper than in one."""
    source = """
import threading, time

def work():
    end = time.thread_time() + 0.03
    while time.thread_time() < end:
        pass

def f(x):
    threads = [threading.Thread(target=work) for _ in range(4)]
    [t.start() for t in threads], [t.join() for t in threads]
    return x
"""
    assert device.start(program(source)).run(chain(), 5.0).charged_s >= 4 * 0.03


def test_over_the_limit_is_too_slow(device: CpuDevice) -> None:
    """The program is ended, not waited for."""
    with pytest.raises(TooSlow):
        device.start(program("def f(x):\n    while True: pass")).run(chain(), 0.1)


def test_waiting_is_over_the_wall_limit(device: CpuDevice, monkeypatch: pytest.MonkeyPatch) -> None:
    """Code that sleeps is not slow but stuck."""
    monkeypatch.setattr("grader.timing.cpu._LEAST_WALL_S", 0.2)
    monkeypatch.setattr("grader.timing.cpu._WALL_FACTOR", 1.0)
    arm = device.start(program("import time\ndef f(x):\n    time.sleep(30)"))
    with pytest.raises(LimitExceeded) as caught:
        arm.run(chain(), 0.2)
    assert caught.value.limit == "wall"


def test_what_the_program_raises_is_said(device: CpuDevice) -> None:
    """In its load and in its chains; a forbidden package is one of the reasons."""
    with pytest.raises(StudentRaised, match="late"):
        device.start(program("def f(x):\n    raise ValueError('late')")).run(chain(), 5.0)
    with pytest.raises(StudentRaised, match="scipy"):
        device.start(program("import scipy"))


def test_after_the_end_nothing_starts(device: CpuDevice) -> None:
    """A race that was left cannot go on."""
    device.close()
    with pytest.raises(GraderFault, match="stopped"):
        device.start(program("def f(x):\n    return x"))


def test_outputs_are_no_debt(device: CpuDevice, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are compared and dropped, so a long race does not run into the cap on answers."""
    monkeypatch.setattr("grader.sandbox.budget._RECEIVED_BYTES", 1 << 12)
    arm = device.start(program("def f(x):\n    return x"))
    big = Chain((np.zeros(600, dtype=np.float32),), 1)
    for _ in range(3):
        assert arm.run(big, 5.0).output.shape == (600,)
    assert len(arm._client.calls) == 1


def test_linux_can_time(device: CpuDevice) -> None:
    """Here another process's clock can be read."""
    assert device.unavailable() is None


def test_a_system_without_such_a_clock_says_so(
    device: CpuDevice, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nothing is timed, and nobody fails by it."""
    monkeypatch.setattr(ForkedProcess, "cpu_s", lambda self: None)
    assert device.unavailable() is not None
