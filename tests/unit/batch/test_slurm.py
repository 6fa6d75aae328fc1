"""A class on SLURM; `make slurm` sets one up and runs this."""

from __future__ import annotations

import shutil
import subprocess
from typing import Any

import pytest

from grader.batch.cluster import Machines
from grader.batch.start import Asked, batch_of, grade_class
from grader.ledger import Status
from tests.school import Looking, School


def runs() -> bool:
    """A controller answers; `make slurm` sees to that."""
    if shutil.which("sinfo") is None:
        return False
    return subprocess.run(["sinfo"], capture_output=True, check=False).returncode == 0


pytestmark = [pytest.mark.slurm, pytest.mark.skipif(not runs(), reason="SLURM does not run here")]


def jobs() -> list[str]:
    told = subprocess.run(["squeue", "-h", "-o", "%j"], capture_output=True, text=True, check=True)
    return told.stdout.split()


def test_jobs_grade_and_end(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are SLURM jobs over TLS; none is left, nor any key of theirs."""
    monkeypatch.chdir(course.root)
    school = School(course)
    for number in range(6):
        school.hand_in(f"s{number}")
    machines = Machines(slurm="queue=cpu,jobs=2,memory=1GB,walltime=00:10:00,interface=lo")
    asked = Asked("hw1", [school.folder], machines, ledger=school.url)
    seen: list[str] = []

    class Asking(Looking):
        def ended(self, *arguments: Any, **more: Any) -> None:
            seen.extend(jobs())

    tally = grade_class(batch_of(asked), school.url, Asking())
    assert tally.count(Status.GRADED) == 6
    assert "dask-worker" in seen
    assert not list(course.root.glob(".grade-slurm-*"))
