"""The worker's own loop in a thread of this process, with everything put back afterwards."""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable, Iterator
from typing import Any, NoReturn

import pytest

from grader.checks.proxy import Remote
from grader.sandbox.client import Client
from grader.sandbox.inside.loader import SubmissionImporter
from tests.unit.sandbox.conftest import ClientOf
from tests.unit.sandbox.fakes import real_worker

Load = Callable[..., Remote]


@pytest.fixture
def process_state(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What student code and workers change in their process."""

    def leave(code: int) -> NoReturn:
        raise SystemExit(code)

    monkeypatch.setattr(os, "_exit", leave)
    finders, modules, state = list(sys.meta_path), dict(sys.modules), random.getstate()
    yield
    sys.meta_path[:] = finders
    for name, module in list(sys.modules.items()):
        if isinstance(getattr(module, "__loader__", None), SubmissionImporter):
            del sys.modules[name]
    sys.modules.update(modules)
    random.setstate(state)


@pytest.fixture
def worker(client_of: ClientOf, process_state: None) -> Client:
    """A client of the real loop."""
    return client_of(real_worker)


@pytest.fixture
def load(worker: Client) -> Load:
    """Make a submission's module `answer`; other modules by keyword."""

    def load(source: str, *, forbidden: list[str] | None = None, **others: str) -> Remote:
        rules: dict[str, Any] = {
            "sources": {"answer": source, **others},
            "forbidden": forbidden or [],
            "substitutes": {},
        }
        return Remote(worker, worker.request("load", name="answer", kwargs=rules))

    return load
