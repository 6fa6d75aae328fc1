"""Workers as SLURM jobs, through dask-jobqueue."""

from __future__ import annotations

import logging
import os
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from grader.batch.settings import NO_PAGES, TLS
from grader.errors import ClusterError, UsageError
from grader.extras import require
from grader.text import say

if TYPE_CHECKING:
    from distributed import Client, Security

_SBATCH: Final = "sbatch"
_CREDENTIALS: Final = (
    "tls_ca_file",
    *(
        f"tls_{role}_{part}"
        for role in ("client", "scheduler", "worker")
        for part in ("cert", "key")
    ),
)
_SLURM_DEFAULTS: Final = {
    "cores": "1",  # of a job; one lane each
    "memory": "4GB",
    "walltime": "08:00:00",
    "queue": "",
    "account": "",
    "interface": "",
}


@contextmanager
def slurm(options: dict[str, Any], jobs: int) -> Iterator[Client]:
    """A client of so many jobs, which end with it."""
    require("slurm", "dask_jobqueue")
    from dask_jobqueue import SLURMCluster
    from distributed import Client, Security

    security = Security.temporary()
    with (
        # Keys lie where the jobs can read them and nobody else: below the user's own folder.
        tempfile.TemporaryDirectory(prefix=".grade-slurm-", dir=os.getcwd()) as folder,
        SLURMCluster(
            **options,
            log_directory=folder,
            security=_on_disk(security, Path(folder)),
            protocol=TLS,
            scheduler_options={
                "dashboard": False,
                "dashboard_address": NO_PAGES,
                **_interface(options),
            },
            silence_logs=logging.CRITICAL,
        ) as cluster,
    ):
        _require_accepted(cluster.job_script())
        cluster.scale(jobs=jobs)
        with Client(cluster, security=security) as client:
            yield client


def _require_accepted(script: str) -> None:
    """Asked before a job is sent: of one that is refused then, dask-jobqueue tells nobody."""
    asked = [_SBATCH, "--test-only"]
    try:
        told = subprocess.run(  # noqa: S603 - our own words
            asked, input=script, capture_output=True, text=True, check=False
        )
    except OSError as error:
        raise ClusterError(
            say("{program} cannot be run: {error}", program=_SBATCH, error=error)
        ) from None
    if told.returncode:
        raise ClusterError(say("SLURM takes no such job: {error}", error=told.stderr.strip()))


def _on_disk(security: Security, folder: Path) -> Security:
    """The same credentials as files, for programs that start elsewhere."""
    from distributed import Security

    paths = {}
    for name in _CREDENTIALS:
        path = folder / name
        path.write_text(getattr(security, name), encoding="ascii")
        paths[name] = str(path)
    return Security(require_encryption=True, **paths)


def _interface(options: Mapping[str, Any]) -> dict[str, Any]:
    return {"interface": options["interface"]} if "interface" in options else {}


def slurm_options(text: str) -> tuple[dict[str, Any], int]:
    """`queue=cpu,jobs=4,...` as options of a job and the number of jobs."""
    pairs = dict(part.partition("=")[::2] for part in text.split(",") if part)
    if unknown := sorted(set(pairs) - {*_SLURM_DEFAULTS, "jobs"}):
        raise UsageError(
            say(
                "--slurm does not know {got}, expected some of: {expected}.",
                got=", ".join(unknown),
                expected=", ".join([*_SLURM_DEFAULTS, "jobs"]),
            )
        )
    options = {name: value for name, value in {**_SLURM_DEFAULTS, **pairs}.items() if value}
    jobs, cores_a_job = int(options.pop("jobs", 1)), int(options["cores"])
    return {**options, "cores": cores_a_job, "processes": cores_a_job}, jobs
