"""Benches and students on real workers, at the best level this machine has."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from grader.checks.bench import Bench
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox

Load = Callable[..., Any]
BenchOf = Callable[..., Bench]
ROOM = Limits(cpu_per_call_s=5.0, cpu_per_exercise_s=30.0, memory_mib=300)


@pytest.fixture(scope="session")
def workers() -> Iterator[Sandbox]:
    """One sandbox for all tests that need workers."""
    sandbox = Sandbox(["numpy"], Confinement.UNCONFINED)
    yield sandbox
    sandbox.close()


@pytest.fixture
def bench_of(workers: Sandbox) -> Iterator[BenchOf]:
    """Make a bench of one module; it ends with the test."""
    made: list[Bench] = []

    def make(source: str, limits: Limits = ROOM, **options: Any) -> Bench:
        made.append(Bench(workers, "answer", {"answer": source}, limits, **options))
        return made[-1]

    yield make
    for bench in made:
        bench.close()


@pytest.fixture
def load(bench_of: BenchOf) -> Load:
    """The student's module made of this source."""
    return lambda source, **options: bench_of(source, **options).student(1)
