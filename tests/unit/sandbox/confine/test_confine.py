"""The whole confinement, as a worker applies it to itself."""

from __future__ import annotations

import importlib.util
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from grader.sandbox import confine
from grader.sandbox.confine import Confinement

PACKAGE = Path(confine.__file__).parent

# A plan for each rung of the ladder, and a worker that is process 1 of its own namespace, as the
# zygote makes it.
PLANS = """
    FILTER = seccomp.build_filter(syscalls.running())
    def plan(**changes):
        given = {"namespaces": False, "landlock": True, "seccomp": FILTER, "read_only": RUNTIME}
        return Confinement(**{**given, **changes})
    def namespaces_plan(**changes):
        return plan(namespaces=True, scratch="/scratch", **changes)
    def in_own_namespaces(plan, function):
        def be_zygote(_):
            enter_user_namespace()
            linux.syscall("unshare", CLONE_NEWPID)
        return in_fork(lambda: in_confinement(plan, function), be_zygote)["result"]
"""

ATTEMPTS = """
    def attempts():
        import mmap, signal
        return {
            "list the root": outcome(os.listdir, "/"),
            "read a system file": outcome(open, "/etc/passwd"),
            "read the parent's environment": outcome(open, f"/proc/{os.getppid()}/environ"),
            "read its own memory map": outcome(open, "/proc/self/maps"),
            "write to the runtime": outcome(open, "/usr/planted", "w"),
            "write to another folder": outcome(open, "/srv/planted", "w"),
            "connect": outcome(socket.socket),
            "start a program": outcome(os.execv, "/bin/true", ["true"]),
            "fork": outcome(os.fork),
            "signal everybody": outcome(os.kill, -1, 0),
            "trace": raw("ptrace", 0, 0, 0, 0),
            "take much memory": outcome(mmap.mmap, -1, 3 << 30),
            "leave": outcome(linux.syscall, "unshare", namespaces.NEWNS),
            "use the null device": outcome(Path("/dev/null").write_text, "gone"),
        }
"""
REFUSED_EVERYWHERE = {
    "list the root": "EACCES",
    "connect": "EPERM",
    "start a program": "EPERM",
    "fork": "EPERM",
    "signal everybody": "EPERM",
    "trace": "EPERM",
    "take much memory": "ENOMEM",
    "leave": "EPERM",
    "use the null device": "done",
}
REFUSED_WITH_NAMESPACES = {
    **REFUSED_EVERYWHERE,
    "read a system file": "ENOENT",
    "read the parent's environment": "ENOENT",
    "read its own memory map": "ENOENT",
    "write to the runtime": "EROFS",
    "write to another folder": "ENOENT",
}
REFUSED_BY_LANDLOCK = {
    **REFUSED_EVERYWHERE,
    "read a system file": "EACCES",
    "read the parent's environment": "EACCES",
    "read its own memory map": "EACCES",
    "write to the runtime": "EACCES",
    "write to another folder": "EACCES",
}


@pytest.fixture
def needs_landlock(run_child):
    """Skip where the kernel has no Landlock."""
    if not run_child("report(abi=landlock.abi())")["abi"]:
        pytest.skip("this kernel has no Landlock")


@pytest.mark.usefixtures("user_namespaces", "needs_landlock")
def test_with_namespaces(run_child):
    """With namespaces, everything outside is refused or not even there."""
    answer = run_child(PLANS, ATTEMPTS, "report(**in_own_namespaces(namespaces_plan(), attempts))")
    assert answer == {"result": REFUSED_WITH_NAMESPACES, "exit_code": 0}


@pytest.mark.usefixtures("user_namespaces")
def test_namespaces_without_landlock(run_child):
    """Where the kernel has no Landlock, namespaces refuse the same, but for looking at the root."""
    answer = run_child(
        PLANS,
        ATTEMPTS,
        """
        report(**in_own_namespaces(namespaces_plan(landlock=False), attempts))
        """,
    )
    assert answer == {
        "result": {**REFUSED_WITH_NAMESPACES, "list the root": "done"},
        "exit_code": 0,
    }


@pytest.mark.usefixtures("needs_landlock")
def test_without_namespaces(run_child):
    """Without namespaces, Landlock and the filter refuse the same, and nothing can be written."""
    answer = run_child(PLANS, ATTEMPTS, "report(**in_confinement(plan(), attempts))")
    assert answer == {"result": REFUSED_BY_LANDLOCK, "exit_code": 0}


@pytest.mark.usefixtures("needs_landlock")
def test_ordinary_user_without_namespaces(run_ordinary_child):
    """An ordinary user's worker is refused as much."""
    answer = run_ordinary_child(PLANS, ATTEMPTS, "report(**in_confinement(plan(), attempts))")
    assert answer == {"result": REFUSED_BY_LANDLOCK, "exit_code": 0}


@pytest.mark.usefixtures("user_namespaces", "needs_landlock")
def test_ordinary_user_with_namespaces(run_ordinary_child):
    """An ordinary user's worker has the same namespaces."""
    answer = run_ordinary_child(
        PLANS,
        ATTEMPTS,
        """
        report(**in_own_namespaces(namespaces_plan(), attempts))
        """,
    )
    assert answer == {"result": REFUSED_WITH_NAMESPACES, "exit_code": 0}


@pytest.mark.usefixtures("user_namespaces", "needs_landlock")
def test_what_a_worker_is_afterwards(run_child):
    """It is process 1 in its scratch folder, with four descriptors and no privilege."""
    answer = run_child(
        PLANS,
        """
        import signal
        def look():
            return {
                "process": os.getpid(),
                "group": os.getpgrp(),
                "folder": os.getcwd(),
                "write": outcome(Path("file").write_text, "mine"),
                "mask": os.umask(0),
                "descriptors": sum(outcome(os.fstat, n) == "done" for n in range(64)),
                "SIGTERM": signal.getsignal(signal.SIGTERM) == signal.SIG_DFL,
            }
        # The filter would refuse a look at these: linux/prctl.h.
        def look_closer():
            parent_death_signal = linux.buffer(4)
            linux.syscall("prctl", 2, parent_death_signal, 0, 0, 0)
            return {
                "dumpable": linux.syscall("prctl", 3, 0, 0, 0, 0),
                "secure bits": linux.syscall("prctl", 27, 0, 0, 0, 0),
                "no new privileges": linux.syscall("prctl", 39, 0, 0, 0, 0),
                "signal when the parent dies": parent_death_signal.raw[0],
            }
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        report(
            worker=in_own_namespaces(namespaces_plan(), look)["result"],
            closer=in_own_namespaces(namespaces_plan(seccomp=None), look_closer)["result"],
        )
        """,
    )
    assert answer["worker"] == {
        "process": 1,
        "group": 1,
        "folder": "/scratch",
        "write": "done",
        "mask": 0o077,
        "descriptors": 4,
        "SIGTERM": True,
    }
    assert answer["closer"] == {
        "dumpable": 0,
        "secure bits": 0xEF,
        "no new privileges": 1,
        "signal when the parent dies": signal.SIGKILL,
    }


@pytest.mark.usefixtures("user_namespaces", "needs_landlock")
def test_numpy_with_namespaces(run_child):
    """Numpy works in full confinement."""
    answer = run_child(
        PLANS,
        """
        import numpy
        report(**in_own_namespaces(namespaces_plan(), numpy_works))
        """,
    )
    assert answer == {"result": "works", "exit_code": 0}


@pytest.mark.usefixtures("needs_landlock")
def test_numpy_without_namespaces(run_child):
    """Numpy works under Landlock and the filter, imported before or after."""
    answer = run_child(
        PLANS,
        """
        late = in_confinement(plan(), numpy_works)
        import numpy
        report(late=late, early=in_confinement(plan(), numpy_works))
        """,
    )
    works = {"result": "works", "exit_code": 0}
    assert answer == {"late": works, "early": works}


@pytest.mark.usefixtures("needs_landlock")
@pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="PyTorch is not installed")
def test_torch(run_child):
    """A convolution in PyTorch runs forward and backward in full confinement, with two threads."""
    answer = run_child(
        PLANS,
        """
        import warnings
        warnings.simplefilter("ignore")  # what torch warns of at import is not ours
        import torch
        torch.set_num_threads(1)
        def convolve():
            torch.set_num_threads(2)
            x = torch.ones(2, 3, 8, 8, requires_grad=True)
            W = torch.ones(4, 3, 3, 3, requires_grad=True)
            torch.nn.functional.conv2d(x, W).sum().backward()
            return W.grad.sum().item()
        report(**in_confinement(plan(), convolve))
        """,
    )
    assert answer == {"result": 4 * 3 * 9 * 2 * 36, "exit_code": 0}


@pytest.mark.usefixtures("needs_landlock")
def test_a_socket_made_before_still_speaks(run_child):
    """A socket object made on the kept descriptor before works after, both ways."""
    answer = run_child(
        PLANS,
        """
        grader, worker = socket.socketpair()
        if os.fork() == 0:
            confine(plan(), prepare(plan()), worker.fileno())
            worker.sendall(worker.recv(100).upper())
            os._exit(0)
        grader.sendall(b"call")
        report(answer=grader.recv(100).decode())
        """,
    )
    assert answer == {"answer": "CALL"}


@pytest.mark.parametrize(
    ("changes", "step"),
    [
        ("namespaces=True", "'private root' failed: open_tree: No such file or directory"),
        ("namespaces=False", "'landlock' failed: No such file or directory"),
    ],
)
@pytest.mark.usefixtures("user_namespaces", "needs_landlock")
def test_a_failing_step_is_named(run_child, changes, step):
    """A step that fails is named, with the call or the path it failed on."""
    answer = run_child(
        PLANS,
        f"""
        bad = plan({changes}, read_only=("/no/such/path",))
        report(**in_own_namespaces(bad, lambda: "ran"))
        """,
    )
    assert "result" not in answer
    assert f"confinement step {step}: '/no/such/path'" in answer["error"]


def test_lack_of_privilege_is_no_silent_downgrade(run_ordinary_child):
    """Namespaces that may not be made are an error, never left out."""
    answer = run_ordinary_child(PLANS, "report(**in_confinement(namespaces_plan(), lambda: 'ran'))")
    assert "result" not in answer
    assert "confinement step 'private root' failed: unshare:" in answer["error"]


def test_scratch_needs_namespaces():
    """A scratch folder on the real disk, which nothing would bound, cannot be planned."""
    with pytest.raises(
        ValueError, match="got scratch '/scratch' without namespaces, expected None"
    ):
        Confinement(namespaces=False, landlock=True, seccomp=None, read_only=(), scratch="/scratch")


def run_alone(source: str) -> str:
    """Run lines of Python, with the package on the path by itself; return what they print."""
    start = f"import sys; sys.path.insert(0, {str(PACKAGE.parent)!r})\n"
    command = [sys.executable, "-I", "-S", "-B", "-c", start + textwrap.dedent(source)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout.strip()


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_imports_the_standard_library_alone(platform):
    """The package imports on every platform, by itself, without a third-party module."""
    printed = run_alone(f"""
        sys.platform = {platform!r}
        if sys.platform == "win32":
            sys.modules.update(dict.fromkeys(["fcntl", "resource", "pwd"]))
        import confine
        modules = {{module.partition(".")[0] for module in sys.modules}}
        print(*sorted(modules - sys.stdlib_module_names - {{"__main__"}}))
        """)
    assert printed == "confine"


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_other_platforms(platform):
    """Elsewhere than on Linux it refuses at the first step, and closes nothing."""
    printed = run_alone(f"""
        import os
        import confine
        sys.platform = {platform!r}
        plan = confine.Confinement(namespaces=False, landlock=False, seccomp=None, read_only=())
        try:
            confine.confine(plan, confine.prepare(plan), os.open(os.devnull, os.O_RDWR))
        except OSError as error:
            print(error)
        """)
    assert "confinement step 'platform' failed:" in printed
    assert f"got platform {platform}, expected linux" in printed
