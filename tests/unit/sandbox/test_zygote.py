"""Real workers: whatever one does, the right error comes in time and the next is as new."""

from __future__ import annotations

import os
import re
import select
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import numpy as np
import pytest

from grader.errors import GraderFault, LimitExceeded, WorkerError
from grader.records import Confinement
from grader.sandbox import bubblewrap
from grader.sandbox.ladder import Sandbox
from grader.sandbox.process import ForkedProcess, WorkerProcess
from grader.sandbox.zygote import Zygote
from tests.unit.sandbox.conftest import CONFINED, ROOM, Workers, runs, sandbox_at
from tests.unit.sandbox.hostile import HOSTILE, Hostile

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="confinement works on Linux only"),
]

# What could be left of the worker before, as seen by the next one.
LOOK_AROUND = """
import builtins, gc, os, random, signal, sys, threading
import numpy as np

def look():
    return {
        "environment": dict(os.environ),
        "files": files(),
        "modules": sorted(set(sys.modules) - {"answer"}),
        "builtins": sorted(f"{n}={type(v).__name__}" for n, v in vars(builtins).items()),
        "numpy": [f.__name__ for f in (np.sum, np.allclose)],
        "path": sys.path,
        "recursion": sys.getrecursionlimit(),
        "threads": threading.active_count(),
        "umask": os.umask(0o077),
        "terminate": signal.getsignal(signal.SIGTERM) is signal.SIG_DFL,
        "random": [random.random(), float(np.random.rand())],
        "descriptors": descriptors(),
        "directory": os.getcwd(),
    }

def files():
    try:
        return os.listdir(".")
    except OSError:
        return []

def descriptors():
    found = []
    for number in range(64):
        try:
            os.fstat(number)
        except OSError:
            continue
        found.append(number)
    return found
"""


def look_around(workers: Workers) -> dict[str, object]:
    student = workers.load(LOOK_AROUND)
    workers.clients[-1].begin(3)
    seen: dict[str, object] = student.look()
    return seen


# -------------------------------------------------------------------------------- answers


def test_a_confined_worker_computes(confined: Workers) -> None:
    """Arrays, linear algebra, random numbers, objects, prints."""
    student = confined.load(
        "import numpy as np\n"
        "class Layer:\n"
        "    def __init__(self, W): self.W = W\n"
        "    def forward(self, x):\n"
        "        print('forward', x.shape)\n"
        "        return x @ np.linalg.inv(self.W)\n"
    )
    layer = student.Layer(2 * np.eye(3))
    np.testing.assert_array_equal(layer.forward(np.ones((2, 3))), np.full((2, 3), 0.5))
    assert confined.clients[0].take_output() == "forward (2, 3)\n"


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_worker_ends_rightly_and_leaves_nothing(
    confined: Workers, hostile: Hostile
) -> None:
    """The right error, in time; and the next worker cannot tell that there was one before."""
    before = look_around(confined)
    hostile.run(confined)
    assert look_around(confined) == before
    assert before["descriptors"] == [0, 1, 2, 3]
    assert before["environment"] == {}


def test_an_exhausted_worker_does_not_hurt_its_neighbour(confined: Workers) -> None:
    """Two workers of one zygote at the same time."""
    quiet = confined.load("def f(x): return 2 * x\n")
    with pytest.raises(LimitExceeded):
        confined.load(HOSTILE["memory piece by piece"].source).go()
    assert quiet.f(21) == 42


# ----------------------------------------------------------------------------- nothing to see


def test_the_source_of_a_submission_does_not_reach_the_next_worker(confined: Workers) -> None:
    """It never went through the zygote, so no copy of its memory can hold it."""
    if os.geteuid() != 0:
        pytest.skip("only root may read another process's memory")
    canary = os.urandom(12).hex()
    marks = [f"{canary[:12]}{part}{canary[12:]}" for part in ("source", "result", "output")]
    student = confined.load(
        f"X = {marks[0]!r}\ndef go(text):\n    print(text)\n    return text[::-1]\n"
    )
    assert student.go(marks[2]) == marks[2][::-1]
    assert _memory_holds(_pid_of(confined.clients[-1]._process), marks[0])
    confined.clients[-1].close()
    confined.load("x = 1\n")
    next_pid = _pid_of(confined.clients[-1]._process)
    for pid in (next_pid, _parent_of(next_pid)):
        for mark in marks:
            assert not _memory_holds(pid, mark)


def _pid_of(process: WorkerProcess) -> int:
    assert isinstance(process, ForkedProcess)
    return ~(process._clock >> 3)


def _parent_of(pid: int) -> int:
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("PPid:")[2].split()[0])


def _memory_holds(pid: int, text: str) -> bool:
    areas = re.findall(r"^(\w+)-(\w+) rw", Path(f"/proc/{pid}/maps").read_text(), re.MULTILINE)
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for first, last in areas:
            start, end = int(first, 16), int(last, 16)
            memory.seek(start)
            try:
                if text.encode() in (memory.read(end - start) or b""):
                    return True
            except OSError:  # not in memory
                continue
    return False


SPY = """
import gc, os, sys

def tell(hidden_file):
    told = [repr(os.environ), repr(sys.argv), repr(sys.orig_argv), repr(sys.path)]
    for path in ("/proc/self/environ", "/proc/self/cmdline", "/proc/1/environ",
                 "/proc/1/cmdline", "/proc/self/mountinfo", "/proc/self/maps", hidden_file):
        told.append(read(path))
    for folder in ("/", ".", "/tmp", "/proc", "/home", "/root", os.path.dirname(hidden_file)):
        told.append(names(folder))
    for number in range(256):
        told.append(read(f"/proc/self/fd/{number}"))
        try:
            told.append(os.pread(number, 4096, 0).decode(errors="replace"))
        except OSError:
            pass
    told += [repr(o)[:5000] for o in gc.get_objects() if type(o) in (str, dict, list)]
    return told

def read(path):
    try:
        with open(path, errors="replace") as file:
            return file.read()
    except OSError as error:
        return type(error).__name__

def names(folder):
    try:
        return repr(os.listdir(folder))
    except OSError as error:
        return type(error).__name__

def look_at(path):
    return read(path)
"""


@pytest.mark.parametrize("level", CONFINED)
def test_nothing_of_the_grader_is_in_reach(
    level: Confinement, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not its environment, command line, open files, hidden files, or names of folders."""
    canary = f"canary{os.urandom(8).hex()}"
    hidden = tmp_path / canary / "test_hidden.py"
    hidden.parent.mkdir()
    hidden.write_text(f"EXPECTED = '{canary}'\n")
    monkeypatch.setenv("GRADE_SECRET", canary)
    monkeypatch.setattr(sys, "argv", [*sys.argv, canary])
    with hidden.open() as opened:
        os.set_inheritable(opened.fileno(), True)
        sandbox = sandbox_at(level)
        workers = Workers(sandbox)
        try:
            student = workers.load(SPY)
            told = student.tell("/absent")
            seen = student.look_at(str(hidden))
        finally:
            workers.close()
            sandbox.close()
    assert not [text for text in told if canary in text]
    assert seen in ("FileNotFoundError", "PermissionError")


@pytest.mark.parametrize("level", CONFINED)
def test_only_what_python_needs_can_be_read(level: Confinement) -> None:
    """A course that lives below /usr is not shown with the system's libraries."""
    sandbox = sandbox_at(level)
    workers = Workers(sandbox)
    try:
        student = workers.load(SPY)
        for folder in ("/usr/src", "/usr/local/share", "/usr/share", "/home", "/var", "/opt"):
            assert student.names(folder) in ("FileNotFoundError", "PermissionError")
        assert student.look_at("/etc/passwd") in ("FileNotFoundError", "PermissionError")
    finally:
        workers.close()
        sandbox.close()


# ------------------------------------------------------------------------------ life and death


def test_no_process_is_left_behind(confined: Workers) -> None:
    """A worker is gone with its client, reaped and all."""
    confined.load("x = 1\n")
    pid = _pid_of(confined.clients[-1]._process)
    assert runs(pid)
    confined.clients[-1].close()
    assert not Path(f"/proc/{pid}").exists()


GRADER = """
import sys
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox

level = Confinement(sys.argv[1])
sandbox = Sandbox(["numpy"], level, [level])
process = sandbox.spawn(Limits())
client = Client(process, Budget(Limits()))
print(~(process._clock >> 3), flush=True)
rules = {"sources": {"a": "while True: pass"}, "forbidden": [], "substitutes": {}}
client.request("load", name="a", kwargs=rules)
"""


@pytest.mark.parametrize("level", CONFINED)
def test_workers_do_not_outlive_the_grader(level: Confinement) -> None:
    """Killed in the middle of a call, it leaves neither zygote nor worker."""
    grader = subprocess.Popen([sys.executable, "-c", GRADER, level], stdout=subprocess.PIPE)
    assert grader.stdout is not None
    with grader.stdout:
        worker = int(grader.stdout.readline())
    zygote = _parent_of(worker)
    assert runs(zygote)
    grader.send_signal(signal.SIGKILL)
    grader.wait()
    deadline_s = time.monotonic() + 5
    while time.monotonic() < deadline_s and (runs(worker) or runs(zygote)):
        time.sleep(0.01)
    assert not runs(worker)
    assert not runs(zygote)


@pytest.mark.parametrize("level", CONFINED)
def test_a_dead_zygote_is_our_fault_not_the_students(level: Confinement) -> None:
    """Every further request says so at once; closing still works."""
    sandbox = sandbox_at(level)
    process = sandbox.spawn(ROOM)
    assert isinstance(process, ForkedProcess)
    os.kill(_parent_of(_pid_of(process)), signal.SIGKILL)
    with pytest.raises(GraderFault):
        process.end()
    for _ in range(2):
        with pytest.raises(GraderFault, match="does not answer") as fault:
            sandbox.spawn(ROOM)
        assert not isinstance(fault.value, WorkerError)
    sandbox.close()
    sandbox.close()


def test_a_package_that_is_missing_is_named() -> None:
    """Before anything is started."""
    with pytest.raises(GraderFault, match="no_such_package is not installed"):
        Sandbox(["no_such_package"], Confinement.LANDLOCK)


def test_a_module_of_one_file_can_be_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not every module is a package."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given/one_file.py").write_text("x = 5\n")
    monkeypatch.syspath_prepend(str(tmp_path / "given"))
    sandbox = Sandbox(["one_file"], Confinement.LANDLOCK)
    workers = Workers(sandbox)
    try:
        assert workers.load("from one_file import x\n").x == 5
    finally:
        workers.close()
        sandbox.close()


# ------------------------------------------------------------------------------ another user

AS_USER = """
import json, os, sys
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox
from grader.checks.proxy import Remote

reached = {}
for level in Confinement:
    sandbox = Sandbox(["numpy"], level, [level])
    client = Client(sandbox.spawn(Limits()), Budget(Limits()))
    source = "import os, numpy as np\\ndef f(): return [os.getuid(), float(np.ones(3).sum())]\\n"
    rules = {"sources": {"a": source}, "forbidden": [], "substitutes": {}}
    reached[level] = Remote(client, client.request("load", name="a", kwargs=rules)).f()
    client.close()
    sandbox.close()
print(json.dumps([os.getuid(), reached]))
"""


def test_an_ordinary_user_reaches_every_level_that_root_reaches() -> None:
    """No right of root's is needed: user namespaces and Landlock are everybody's."""
    if os.geteuid() != 0:
        pytest.skip("these tests run as an ordinary user already")
    # env, because setpriv itself still has root's capabilities when it starts a program
    command = ["setpriv", "--reuid=61184", "--regid=61184", "--clear-groups", "/usr/bin/env"]
    site = Path(np.__file__).parents[1]
    root = Path(__file__).parents[3]
    environment = {
        "PYTHONPATH": f"{root}:{site}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PATH": os.defpath,
    }
    pythons = [
        python
        for python in (sys.executable, "/usr/bin/python3")
        if _usable(command, python, environment)
    ]
    if not pythons:
        pytest.skip("no Python with numpy and msgspec that another user could run")
    done = subprocess.run(
        [*command, pythons[0], "-c", textwrap.dedent(AS_USER)],
        env=environment,
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert '"namespaces"' in done.stdout
    assert done.stdout.startswith("[61184,")


def test_a_zygote_that_is_closed_while_it_starts_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """X147: what bubblewrap has cloned, and not yet tied to its own life, ends with it."""
    told = tmp_path / "told"
    os.mkfifo(told)
    slow = tmp_path / "bwrap"
    slow.write_text(f"#!/bin/sh\nsleep 600 &\necho $! > {told}\nwait\n", encoding="utf-8")
    slow.chmod(0o755)
    monkeypatch.setattr(bubblewrap, "find", lambda: str(slow))
    zygote = Zygote(Confinement.NAMESPACES, ["numpy"])
    cloned = os.pidfd_open(int(told.read_text()))
    zygote.close()
    ended = select.poll()
    ended.register(cloned, select.POLLIN)
    assert ended.poll(10_000)
    os.close(cloned)


def _usable(command: list[str], python: str, environment: dict[str, str]) -> bool:
    try:
        tried = subprocess.run(
            [*command, python, "-c", "import numpy, msgspec, grader.sandbox.ladder"],
            env=environment,
            cwd="/",
            capture_output=True,
            check=False,
        )
    except OSError:
        return False
    return tried.returncode == 0
