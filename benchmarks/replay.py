"""The calls that checks make of a student's code, recorded once and made again bare."""

from __future__ import annotations

import io
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stdout, suppress
from typing import Any

from grader.sandbox.client import Client
from grader.sandbox.inside.worker import Worker
from grader.sandbox.wire import Handle

Call = tuple[str, Any, Any, tuple[Any, ...], dict[str, Any], bool]


@contextmanager
def recorded() -> Iterator[list[Call]]:
    """Collect every request that any worker gets."""
    calls: list[Call] = []
    original = Client.request

    def request(
        self: Client,
        operation: str,
        target: Any = None,
        name: Any = None,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        kept = False
        try:
            value = original(self, operation, target, name, args, kwargs)
            kept = type(value) is Handle
            return value
        finally:
            calls.append((operation, target, name, args, kwargs or {}, kept))

    Client.request = request  # type: ignore[method-assign]
    try:
        yield calls
    finally:
        Client.request = original  # type: ignore[method-assign]


def bare_cpu_s(calls: list[Call]) -> float:
    """CPU seconds of the same calls without process, wire or check around them."""
    finders, modules = list(sys.meta_path), set(sys.modules)
    spent, worker = 0.0, Worker(None)  # type: ignore[arg-type]
    for operation, target, name, args, kwargs, kept in calls:
        if operation == "load":
            sys.meta_path[:] = finders
            for module in set(sys.modules) - modules:
                del sys.modules[module]
            worker = Worker(None)  # type: ignore[arg-type]
        start = time.process_time()
        value = None
        with suppress(Exception), redirect_stdout(io.StringIO()):
            value = getattr(worker, f"_do_{operation}")(target, name, args, kwargs)
        spent += time.process_time() - start
        if kept and operation != "hold":
            worker._keep(value)
    sys.meta_path[:] = finders
    return spent
