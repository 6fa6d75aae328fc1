"""Workers that were started by Dask's own command line, over TLS."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from distributed import Security

from grader.batch.cluster import Machines
from grader.batch.start import Asked, batch_of, grade_class
from grader.errors import ClusterError
from grader.ledger import Status
from tests.school import ROOT, Looking, School

SCHEDULER = ["-m", "distributed.cli.dask_scheduler", "--port", "0", "--no-dashboard"]
WORKER = ["-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-dashboard"]


@pytest.fixture
def keys(tmp_path: Path) -> dict[str, str]:
    """A certificate authority and a certificate of it, which every part of the cluster has."""
    security = Security.temporary()
    paths = {}
    for name, field in (("ca", "ca_file"), ("certificate", "client_cert"), ("key", "client_key")):
        paths[name] = str(tmp_path / f"{name}.pem")
        Path(paths[name]).write_text(getattr(security, f"tls_{field}"), "utf-8")
    return paths


def options(keys: dict[str, str]) -> list[str]:
    names = {"--tls-ca-file": "ca", "--tls-cert": "certificate", "--tls-key": "key"}
    return [word for option, name in names.items() for word in (option, keys[name])]


@contextmanager
def running(arguments: list[str], cwd: Path, **more: str) -> Iterator[subprocess.Popen[str]]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), **more}
    process = subprocess.Popen(
        [sys.executable, *arguments], cwd=cwd, env=environment, stderr=subprocess.PIPE, text=True
    )
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


def told(process: subprocess.Popen[str], words: str) -> str:
    """The line of its log that has these words."""
    assert process.stderr is not None
    return next(line for line in process.stderr if words in line)


@contextmanager
def scheduler(keys: dict[str, str], cwd: Path) -> Iterator[str]:
    """Its address."""
    never_again = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    arguments = [*SCHEDULER, "--host", "tls://127.0.0.1", *options(keys)]
    with running(arguments, cwd, **never_again) as process:
        yield told(process, "Scheduler at:").split()[-1]


def grade_on(school: School, address: str, keys: dict[str, str]) -> object:
    machines = Machines(scheduler=address, credentials=keys)
    asked = Asked("hw1", [school.folder], machines)
    return grade_class(batch_of(asked), school.url, Looking())


@pytest.fixture
def connected_school(course: object, monkeypatch: pytest.MonkeyPatch) -> School:
    monkeypatch.chdir(course.root)  # type: ignore[attr-defined]
    return School(course)


def test_a_running_cluster(connected_school: School, keys: dict[str, str], tmp_path: Path) -> None:
    """Workers grade as those of our own do; one with other checks is refused by its name.

    Neither scheduler nor worker needs a ledger.
    """
    school, root = connected_school, connected_school.course.root
    school.hand_in("s1")
    other = tmp_path / "other"
    subprocess.run(["cp", "-r", str(root), str(other)], check=True)
    (other / "solutions/hw1/double.py").write_text("def double(x):\n    return x * 2\n", "utf-8")
    with scheduler(keys, root) as address:
        arguments = [*WORKER, address, *options(keys)]
        with running([*arguments, "--name", "fits"], root) as worker:
            told(worker, "Registered to:")
            tally = grade_on(school, address, keys)
            assert tally.count(Status.GRADED) == 1
            with running([*arguments, "--name", "stranger"], other) as stranger:
                told(stranger, "Registered to:")
                school.hand_in("s2")
                with pytest.raises(ClusterError, match=r"stranger.*exercises differ: double, quad"):
                    grade_on(school, address, keys)
    assert len(school.entries()) == 1


def test_a_scheduler_that_tries_on_its_own(connected_school: School, keys: dict[str, str]) -> None:
    """It is refused with the setting that it lacks."""
    root = connected_school.course.root
    connected_school.hand_in("s1")
    arguments = [*SCHEDULER, "--host", "tls://127.0.0.1", *options(keys)]
    with running(arguments, root) as process:
        address = told(process, "Scheduler at:").split()[-1]
        with pytest.raises(ClusterError, match="ALLOWED_FAILURES=0"):
            grade_on(connected_school, address, keys)
