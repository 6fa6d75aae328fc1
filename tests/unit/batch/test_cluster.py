"""Machines: a cluster of our own, or one that runs already; TLS in every case."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from grader.batch.cluster import Machines
from grader.errors import ClusterError, UsageError

INTRUDER = """
import asyncio, sys
from distributed import Security
from distributed.comm import connect

for security in (Security(), Security.temporary()):
    try:
        asyncio.run(connect(sys.argv[1], timeout=2, **security.get_connection_args("client")))
    except Exception as error:
        print("refused", type(error).__name__)
    else:
        print("let in")
"""


def port_of_pages(dask_scheduler: object) -> int:
    sockets = dask_scheduler.http_server._sockets.values()  # type: ignore[attr-defined]
    return next(int(each.getsockname()[1]) for each in sockets)


def test_a_second_local_process_cannot_connect() -> None:
    """Neither without TLS nor with a certificate of its own; and no web page is served."""
    with Machines(lanes=1).connected() as client:
        address = client.scheduler.address
        assert address.startswith("tls://127.0.0.1:")
        for spelled in (address, address.replace("tls://", "tcp://")):
            run = [sys.executable, "-W", "ignore", "-c", INTRUDER, spelled]
            told = subprocess.run(run, capture_output=True, text=True, check=False, timeout=60)
            assert told.stdout.split()[::2] == ["refused", "refused"], told
        served = client.run_on_scheduler(port_of_pages)
        for page in ("", "status", "info/main/workers.html", "api/v1/workers", "metrics"):
            with pytest.raises(urllib.error.HTTPError, match="404"):
                urllib.request.urlopen(f"http://127.0.0.1:{served}/{page}")


def test_workers_end_with_the_batch() -> None:
    """Also where it ends by an exception."""
    pids: list[int] = []

    def interrupted() -> None:
        with Machines(lanes=2).connected() as client:
            pids.extend(client.run(os.getpid).values())
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert len(pids) == 2
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)


def test_a_scheduler_without_tls_is_refused() -> None:
    """There is no way to send submissions in the clear."""
    machines = Machines(scheduler="tcp://127.0.0.1:8786")
    with pytest.raises(UsageError, match="tls://HOST:PORT"), machines.connected():
        pass


def test_a_scheduler_that_is_not_there() -> None:
    """A sentence names it."""
    machines = Machines(scheduler="tls://127.0.0.1:9", credentials={})
    with pytest.raises(ClusterError, match=r"tls://127\.0\.0\.1:9"), machines.connected():
        pass


def test_scheduler_or_slurm() -> None:
    """One of them."""
    machines = Machines(scheduler="tls://127.0.0.1:9", slurm="")
    with pytest.raises(UsageError, match="exclude"), machines.connected():
        pass
