"""Programs on the processor, charged by the CPU clock of their worker, which we read.

A worker is one process: its filter refuses to make others, so its clock counts all it does, in
however many threads, and SIGSTOP rests all of it. What it does between two chains, in the moment
before it rests, is charged to its next chain. Where nothing confines workers a program can start
others outside this clock; only self-checks run there.
"""

from __future__ import annotations

import os
import random
import secrets
import time
from typing import Final

import msgspec

from grader.errors import GraderFault, LimitExceeded
from grader.limits import Limits
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.process import WorkerProcess, Workers
from grader.text import Text, say
from grader.timing.device import Chain, Lap, Program, Roof, TooSlow
from grader.timing.roof import measured_roof

_CPU_S: Final = 240.0  # of one program in all its chains: a backstop
_WALL_FACTOR: Final = 10.0  # a chain on a starved machine; code that waits is stopped by then
_LEAST_WALL_S: Final = 10.0
_LOAD_S: Final = 10.0


class CpuDevice:
    """One core, the same for all programs: cores of a machine need not be alike."""

    name = "cpu"

    def __init__(self, workers: Workers, limits: Limits) -> None:
        """`limits` are the exercise's; of them memory, threads and output hold here."""
        self._workers = workers
        self._limits = msgspec.structs.replace(
            limits,
            cpu_per_exercise_s=_CPU_S,
            wall_per_exercise_s=_CPU_S * _WALL_FACTOR,
        )
        self._core = random.choice(_cores())  # noqa: S311 - only spreads lanes over cores
        self._arms: list[CpuArm] = []
        self._closed = False

    def unavailable(self) -> Text | None:
        process = self._workers.spawn(self._limits)
        try:
            readable = process.cpu_s() is not None
        finally:
            process.end()
        if readable:
            return None
        return say("This system does not tell how much processor time another program has used.")

    def start(self, program: Program) -> CpuArm:
        budget = Budget(self._limits)
        process = self._workers.spawn(self._limits)
        process.pin(self._core)
        arm = CpuArm(process, Client(process, budget), budget)
        self._arms.append(arm)
        if self._closed:
            arm.close()
            raise GraderFault(say("Grading was stopped."))
        arm.load(program)
        return arm

    def roof(self) -> Roof | None:
        return measured_roof()

    def close(self) -> None:
        self._closed = True
        for arm in self._arms:
            arm.close()


class CpuArm:
    """One worker with one program, stopped but for its chains."""

    def __init__(self, process: WorkerProcess, client: Client, budget: Budget) -> None:
        self._process = process
        self._client = client
        self._budget = budget
        self._module, self._function = -1, ""

    def load(self, program: Program) -> None:
        """Import the program; `WorkerError` if it cannot be."""
        self._allow(_LOAD_S)
        module = self._client.load(program.module, program.sources, program.forbidden)
        self._module, self._function = module.number, program.function
        self._process.freeze()

    def run(self, chain: Chain, limit_s: float) -> Lap:
        self._allow(limit_s)
        self._client.begin(secrets.randbits(32))
        before_s = self._budget.cpu_s
        self._process.thaw()
        start_s = time.perf_counter()
        try:
            output = self._client.request(
                "chain", self._module, self._function, chain.arguments, {"times": chain.times}
            )
            wall_s = time.perf_counter() - start_s
        except LimitExceeded as error:
            if error.limit == "cpu":
                raise TooSlow from None
            raise
        finally:
            if self._client.alive:
                self._process.freeze()
        return Lap(output, self._budget.cpu_s - before_s, wall_s)

    def close(self) -> None:
        self._client.close()

    def _allow(self, limit_s: float) -> None:
        self._budget.received_bytes = 0  # outputs are compared and dropped
        self._budget.limits = msgspec.structs.replace(
            self._budget.limits,
            cpu_per_call_s=limit_s,
            wall_per_call_s=max(_LEAST_WALL_S, limit_s * _WALL_FACTOR),
        )


def _cores() -> list[int]:
    if hasattr(os, "sched_getaffinity"):
        return sorted(os.sched_getaffinity(0))
    return [0]
