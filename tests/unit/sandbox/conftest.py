"""Clients of fake workers, and real workers at every level of confinement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.checks.proxy import Remote
from grader.errors import ConfinementError
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.budget import Budget
from grader.sandbox.client import Callback, Client
from grader.sandbox.ladder import Sandbox
from tests.unit.sandbox.fakes import FakeProcess, Peer

ClientOf = Callable[..., Client]
CONFINED = [level for level in Confinement if level is not Confinement.UNCONFINED]
ROOM = Limits(cpu_per_call_s=0.3, wall_per_call_s=20.0, memory_mib=300)


@pytest.fixture
def client_of() -> Iterator[ClientOf]:
    """Make a client whose worker is a function in a thread."""
    made: list[Client] = []

    def make(
        peer: Peer,
        limits: Limits | None = None,
        callback: Callback | None = None,
        **process: Any,
    ) -> Client:
        made.append(Client(FakeProcess(peer, **process), Budget(limits or Limits()), callback))
        return made[-1]

    yield make
    for client in made:
        client.close()


class Workers:
    """Fresh workers of one sandbox; each has one module, and ends with the test."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.clients: list[Client] = []

    def load(self, source: str, limits: Limits = ROOM) -> Remote:
        """The module `answer` made of this source, in a worker of its own."""
        client = Client(self.sandbox.spawn(limits), Budget(limits))
        self.clients.append(client)
        rules = {"sources": {"answer": source}, "forbidden": [], "substitutes": {}}
        return Remote(client, client.request("load", name="answer", kwargs=rules))

    def close(self) -> None:
        for client in self.clients:
            client.close()


def sandbox_at(level: Confinement) -> Sandbox:
    """A sandbox at exactly this level; skips the test where this machine does not offer it."""
    try:
        sandbox = Sandbox(["numpy"], level, [level])
        assert sandbox.level is level
    except ConfinementError as error:
        pytest.skip(f"no {level} here: {error}")
    return sandbox


def _workers(level: Confinement) -> Iterator[Sandbox]:
    sandbox = sandbox_at(level)
    yield sandbox
    sandbox.close()


@pytest.fixture(scope="session", params=CONFINED)
def confined_sandbox(request: pytest.FixtureRequest) -> Iterator[Sandbox]:
    yield from _workers(request.param)


@pytest.fixture(scope="session")
def plain_sandbox() -> Iterator[Sandbox]:
    yield from _workers(Confinement.UNCONFINED)


@pytest.fixture
def confined(confined_sandbox: Sandbox) -> Iterator[Workers]:
    """Workers of a zygote, at each level that confines."""
    workers = Workers(confined_sandbox)
    yield workers
    workers.close()


@pytest.fixture
def plain(plain_sandbox: Sandbox) -> Iterator[Workers]:
    """Workers that nothing but time limits holds."""
    workers = Workers(plain_sandbox)
    yield workers
    workers.close()


def runs(pid: int) -> bool:
    """The process is there and is no zombie."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return False
    return status.rpartition(")")[2].split()[0] not in "ZX"
