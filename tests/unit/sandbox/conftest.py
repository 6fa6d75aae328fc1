"""Clients of fake workers, and real workers at every level of confinement."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grader.limits import Limits
from grader.sandbox.budget import Budget
from grader.sandbox.client import Callback, Client
from tests.unit.sandbox.fakes import FakeProcess, Peer

ClientOf = Callable[..., Client]


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
