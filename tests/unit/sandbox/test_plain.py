"""Workers without confinement: the same protocol and time limits, for a student's own machine."""

from __future__ import annotations

import sys
import time

import numpy as np
import pytest

from grader.errors import GraderFault
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox import plain as plain_module
from grader.sandbox import runtime
from grader.sandbox.plain import PlainFactory
from tests.unit.sandbox.conftest import Workers, runs
from tests.unit.sandbox.hostile import HOSTILE, Hostile

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="signals and fork")
ANYWHERE = {name: hostile for name, hostile in HOSTILE.items() if not hostile.only_confined}


def test_a_plain_worker_computes(plain: Workers) -> None:
    """And says what it is: not confined."""
    student = plain.load("import numpy as np\ndef f(x): print('hi'); return np.sort(x)\n")
    assert student.f(np.array([2, 1])).tolist() == [1, 2]
    assert plain.clients[0].take_output() == "hi\n"
    assert plain.sandbox.level is Confinement.UNCONFINED


@posix_only
@pytest.mark.parametrize("hostile", ANYWHERE.values(), ids=ANYWHERE)
def test_what_needs_no_confinement_ends_rightly(plain: Workers, hostile: Hostile) -> None:
    """Time, crashes, exits and forgery are seen from outside."""
    hostile.run(plain)


def test_its_environment_is_empty(plain: Workers, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even here nothing of the grader's environment is handed on."""
    monkeypatch.setenv("GRADE_SECRET", "canary")
    student = plain.load("import os\ndef f(): return dict(os.environ)\n")
    assert student.f() == {}


@posix_only
def test_what_it_started_ends_with_it(plain: Workers) -> None:
    """A process forked by student code does not run on."""
    student = plain.load(
        "import os, time\n"
        "def f():\n"
        "    pid = os.fork()\n"
        "    if pid == 0: time.sleep(99)\n"
        "    return pid\n"
    )
    pid = student.f()
    plain.clients[0].close()
    for _ in range(1000):
        if not runs(pid):
            break
        time.sleep(0.005)
    assert not runs(pid)


@pytest.fixture
def factory(monkeypatch: pytest.MonkeyPatch) -> PlainFactory:
    monkeypatch.setattr(plain_module, "_START_S", 5.0)
    return PlainFactory([])


def test_a_worker_that_cannot_be_started_is_our_fault(
    factory: PlainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No interpreter there."""
    monkeypatch.setattr(runtime, "python", lambda: "/no/such/python")
    with pytest.raises(GraderFault, match="did not start"):
        factory.spawn(Limits())
    factory.close()


def test_a_worker_that_ends_before_it_connects_is_our_fault(
    factory: PlainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is reaped, and not waited for in vain."""
    monkeypatch.setattr(plain_module, "_START_S", 0.3)
    monkeypatch.setattr(plain_module, "_CALL", "raise SystemExit(3)")
    with pytest.raises(GraderFault, match="did not start"):
        factory.spawn(Limits())
    factory.close()


def test_another_program_at_the_port_is_not_the_worker(
    factory: PlainFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever connects first must know the token."""
    call = (
        "import socket; port = sys.stdin.readline().split()[0]; "
        "socket.create_connection(('127.0.0.1', int(port))).sendall(b'0' * 32)"
    )
    monkeypatch.setattr(plain_module, "_CALL", call)
    with pytest.raises(GraderFault, match="Another program"):
        factory.spawn(Limits())
    factory.close()
