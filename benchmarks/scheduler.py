"""What Dask's scheduler itself costs: 64 workers of one thread each, whose tasks only sleep."""

from __future__ import annotations

import time

import dask
import distributed

from grader.batch.settings import SETTINGS

_SIMULATED = 64
_TASK_S = 1.0


class _Asleep:
    """Stands in for a lane: the scheduler's own work is what remains."""

    def __call__(self, data: bytes) -> bytes:
        time.sleep(_TASK_S)
        return data


def simulated(tasks: int) -> None:
    """64 workers of one thread each, in this process, under the settings of a batch."""
    with (
        dask.config.set(SETTINGS),
        distributed.LocalCluster(
            n_workers=_SIMULATED,
            threads_per_worker=1,
            processes=False,
            dashboard_address="127.0.0.1:0",
        ) as cluster,
        distributed.Client(cluster) as client,
    ):
        started, before = time.monotonic(), time.process_time()
        futures = client.map(
            _Asleep(), [bytes([n % 256]) * 20_000 for n in range(tasks)], pure=False
        )
        for future in distributed.as_completed(futures):
            future.release()
        wall_s, cpu_s = time.monotonic() - started, time.process_time() - before
    ideal_s = tasks * _TASK_S / _SIMULATED
    print(
        f"{_SIMULATED} simulated workers, {tasks} tasks that sleep {_TASK_S:.0f} s: {wall_s:.1f} s,"
        f" ideal {ideal_s:.1f} s; {cpu_s / tasks * 1e3:.1f} CPU ms a task"
    )
