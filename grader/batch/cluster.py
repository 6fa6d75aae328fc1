"""Where a batch runs: processes on this machine, a running Dask cluster, or SLURM. TLS always."""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from grader.batch.settings import ALLOWED_FAILURES, NO_PAGES, SETTINGS, TLS
from grader.batch.slurm import slurm, slurm_options
from grader.errors import ClusterError, UsageError
from grader.extras import require
from grader.text import say

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

_JOIN_S: Final = 120  # a queue may be long, but then somebody wants to know
_CONNECT_S: Final = 20
_KILL: Final = getattr(signal, "SIGKILL", signal.SIGTERM)  # Windows has one kind of end


@dataclass(frozen=True)
class Machines:
    """What the command line says about where to run."""

    lanes: int = 0  # on this machine; 0: one a core
    scheduler: str = ""  # address of a running one
    credentials: Mapping[str, str] = field(default_factory=dict)  # of it: ca, certificate, key
    slurm: str | None = None  # options, as queue=cpu,jobs=4

    @contextmanager
    def connected(self) -> Iterator[Client]:
        """A client whose workers are there; those that we start end with it."""
        require("batch", "distributed", "cryptography")
        import dask
        import distributed  # noqa: F401 - its defaults go where settings can be laid over them

        with dask.config.set(SETTINGS), self._opened() as client:
            _require_workers(client)
            yield client

    def _opened(self) -> AbstractContextManager[Client]:
        if self.scheduler and self.slurm is not None:
            raise UsageError(say("--scheduler and --slurm exclude each other."))
        if self.scheduler:
            return _running(self)
        if self.slurm is not None:
            return slurm(*slurm_options(self.slurm))
        return _local(self.lanes or cores())


def cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def _local(lanes: int) -> Iterator[Client]:
    from distributed import Client, LocalCluster, Security

    security = Security.temporary()
    with (
        LocalCluster(
            n_workers=lanes,
            threads_per_worker=1,
            memory_limit=0,  # students' memory is not the worker's own
            dashboard_address=NO_PAGES,
            scheduler_kwargs={"dashboard": False},
            security=security,
            protocol=TLS,
            preload=["grader.batch.deaf"],
            silence_logs=logging.CRITICAL,  # what matters of it comes to us as an answer
        ) as cluster,
        Client(cluster, security=security) as client,
    ):
        try:
            yield client
        except BaseException:
            _end_at_once(cluster)
            raise


def _end_at_once(cluster: LocalCluster) -> None:
    """Whoever stops a batch does not wait for what is in its lanes; zygotes end with them."""
    for nanny in cluster.workers.values():
        if nanny.pid is not None:
            with suppress(ProcessLookupError):
                os.kill(nanny.pid, _KILL)


@contextmanager
def _running(machines: Machines) -> Iterator[Client]:
    from distributed import Client, Security

    if not machines.scheduler.startswith(TLS):
        raise UsageError(
            say("The scheduler is {got}, expected tls://HOST:PORT.", got=machines.scheduler)
        )
    security = Security(require_encryption=True, **_given(machines.credentials))
    try:
        client = Client(machines.scheduler, security=security, timeout=_CONNECT_S)
    except (OSError, TypeError) as error:  # the latter: no certificate is configured
        raise ClusterError(
            say(
                "The scheduler {address} cannot be reached: {error}. Give the certificates that "
                "it was started with: --tls-ca-file, --tls-cert, --tls-key.",
                address=machines.scheduler,
                error=error,
            )
        ) from None
    with client:
        _require_scheduler_settings(client)
        yield client


def _given(credentials: Mapping[str, str]) -> dict[str, str]:
    """What is not given comes from Dask's own configuration."""
    names = {"ca": "tls_ca_file", "certificate": "tls_client_cert", "key": "tls_client_key"}
    return {names[name]: path for name, path in credentials.items() if path}


def _require_scheduler_settings(client: Client) -> None:
    """A scheduler that tries again by itself would try a submission that kills lanes for long."""
    allowed = client.run_on_scheduler(_allowed_failures)
    if allowed != SETTINGS[ALLOWED_FAILURES]:
        raise ClusterError(
            say(
                "The scheduler's {name} is {got}, expected {expected}. Start it with "
                "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES={expected}.",
                name=ALLOWED_FAILURES,
                got=allowed,
                expected=SETTINGS[ALLOWED_FAILURES],
            )
        )


def _allowed_failures(dask_scheduler: Any) -> int:
    return int(dask_scheduler.allowed_failures)


def _require_workers(client: Client) -> None:
    try:
        client.wait_for_workers(1, timeout=_JOIN_S)
    except TimeoutError:
        raise ClusterError(
            say("No worker has joined the scheduler within {seconds} s.", seconds=_JOIN_S)
        ) from None
