"""Options and refusals of SLURM; a class on it, which `make slurm` sets up."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from grader.batch.cluster import Machines
from grader.batch.slurm import slurm_options
from grader.batch.start import Asked, batch_of, grade_class
from grader.errors import ClusterError, UsageError
from grader.ledger import Status
from tests.school import Looking, School


def runs() -> bool:
    """A controller answers; `make slurm` sees to that."""
    if shutil.which("sinfo") is None:
        return False
    return subprocess.run(["sinfo"], capture_output=True, check=False).returncode == 0


def test_options() -> None:
    """Jobs apart, the rest goes to each job; what is not said has a default or is left out."""
    options, jobs = slurm_options("queue=cpu,jobs=4,cores=2")
    assert jobs == 4
    assert (options["queue"], options["cores"], options["processes"]) == ("cpu", 2, 2)
    options, jobs = slurm_options("")
    assert (jobs, options["memory"]) == (1, "4GB")
    assert "account" not in options


def test_an_option_that_does_not_exist() -> None:
    """It is named, with those that exist."""
    with pytest.raises(UsageError, match=r"partition, expected some of: cores, .*queue.*jobs"):
        slurm_options("partition=cpu")


def test_a_refused_job_is_told_in_the_words_of_slurm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At once, and nothing is left in the folder."""
    sbatch = tmp_path / "sbatch"
    sbatch.write_text("#!/bin/sh\ncat > asked\necho 'Invalid partition' >&2\nexit 1\n", "ascii")
    sbatch.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    monkeypatch.chdir(tmp_path)
    machines = Machines(slurm="queue=nowhere,interface=lo")
    with pytest.raises(ClusterError, match="Invalid partition"), machines.connected():
        pass
    assert "#SBATCH -p nowhere" in (tmp_path / "asked").read_text()
    assert {path.name for path in tmp_path.iterdir()} == {"sbatch", "asked"}


def jobs() -> list[str]:
    told = subprocess.run(["squeue", "-h", "-o", "%j"], capture_output=True, text=True, check=True)
    return told.stdout.split()


@pytest.mark.slurm
@pytest.mark.skipif(not runs(), reason="SLURM does not run here")
def test_jobs_grade_and_end(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are SLURM jobs over TLS; none is left, nor any key of theirs."""
    monkeypatch.chdir(course.root)
    school = School(course)
    for number in range(6):
        school.hand_in(f"s{number}")
    machines = Machines(slurm="queue=cpu,jobs=2,memory=1GB,walltime=00:10:00,interface=lo")
    asked = Asked("hw1", [school.folder], machines)
    seen: list[str] = []

    class Asking(Looking):
        def ended(self, *arguments: Any, **more: Any) -> None:
            seen.extend(jobs())

    tally = grade_class(batch_of(asked), school.url, Asking())
    assert tally.count(Status.GRADED) == 6
    assert "dask-worker" in seen
    assert not list(course.root.glob(".grade-slurm-*"))
