"""Telling code that sleeps from code on a busy machine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from grader.sandbox.process import WorkerProcess


class _Look(NamedTuple):
    wall_s: float
    cpu_s: float
    queued_s: Mapping[str, float]


class Vigil:
    """Adds up how long a worker that owes an answer wanted no core.

    Between two looks at it, what it computed is no sleep, nor is what it stood in line for a
    core: however busy a machine is, code that computes is never asleep. Looks come at moments
    that nobody can foresee, so it does not help to be awake just then.
    """

    def __init__(self, process: WorkerProcess) -> None:
        self._process = process
        self._before: _Look | None = None
        self.asleep_s = 0.0

    def look(self, wall_s: float, cpu_s: float) -> None:
        """Add what it slept since the look before; so much of the request's time has passed."""
        queued_s, before = self._process.queued_s(), self._before
        now = self._before = None if queued_s is None else _Look(wall_s, cpu_s, queued_s)
        if before is None or now is None or before.queued_s.keys() - now.queued_s.keys():
            return  # a thread that has ended took with it how long it stood in line
        awake_s = now.cpu_s - before.cpu_s
        awake_s += sum(now.queued_s.values()) - sum(before.queued_s.values())
        self.asleep_s += max(0.0, now.wall_s - before.wall_s - awake_s)

    def interrupted(self) -> None:
        """Something came or went: from here on it may wait for us."""
        self._before = None
