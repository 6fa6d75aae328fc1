"""What a request costs, read on the trusted side."""

from __future__ import annotations

import random
import time
from typing import Final

from grader.sandbox import budget as limits_reached
from grader.sandbox.process import WorkerProcess
from grader.sandbox.vigil import Vigil

_TICK_S: Final = 0.25  # longest sleep between two looks at the clocks
_TICK_SLACK_S: Final = 0.1  # a tick that lasts longer was not the student's: we did not run
_CPU_MARGIN_S: Final = 0.002


class Stopwatch:
    """CPU and wall time of one request, read on the trusted side.

    CPU time counts from the last reading of the request before: what threads of the student's
    do in between is not free.
    """

    def __init__(
        self,
        process: WorkerProcess,
        cpu_read_s: float | None,
        cpu_allowed_s: float,
        wall_allowed_s: float,
    ) -> None:
        self._process = process
        self.vigil = Vigil(process)
        self._cpu_start_s = self.cpu_read_s = cpu_read_s
        self._cpu_allowed_s, self._wall_allowed_s = cpu_allowed_s, wall_allowed_s
        self._last_s, self._last_ours_s = time.monotonic(), time.thread_time()
        self.cpu_s = 0.0
        self.wall_s = 0.0

    def tick_s(self) -> float:
        """How long to sleep before the next look."""
        self._read_cpu()
        left_s = min(self._wall_allowed_s - self.wall_s, self._cpu_allowed_s - self.cpu_s)
        tick_s = random.uniform(_TICK_S / 2, _TICK_S)  # noqa: S311 - the worker cannot see it
        return min(tick_s, max(left_s, 0.0) + _CPU_MARGIN_S)

    def tick(self, slept_s: float) -> None:
        """Charge the time since the last look; time in which we were stopped is not charged."""
        now_s, ours_s = time.monotonic(), time.thread_time()
        running_s = slept_s + ours_s - self._last_ours_s + _TICK_SLACK_S
        self.wall_s += min(now_s - self._last_s, running_s)
        self._last_s, self._last_ours_s = now_s, ours_s
        self._read_cpu()
        if self.cpu_s > self._cpu_allowed_s:
            raise limits_reached.cpu_exceeded(self._cpu_allowed_s)
        if self.wall_s > self._wall_allowed_s:
            raise limits_reached.wall_exceeded(self._wall_allowed_s)

    def read(self) -> tuple[float, float]:
        """CPU and wall seconds so far."""
        self._read_cpu()
        return self.cpu_s, self.wall_s

    def pause(self) -> None:
        """The trusted side works now."""
        self.tick(_TICK_S)

    def resume(self) -> None:
        """The worker works again."""
        self._last_s, self._last_ours_s = time.monotonic(), time.thread_time()

    def _read_cpu(self) -> None:
        now_s = self._process.cpu_s()
        if now_s is not None and self._cpu_start_s is not None:
            self.cpu_read_s = now_s
            self.cpu_s = now_s - self._cpu_start_s
