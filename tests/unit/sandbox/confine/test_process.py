"""What a worker sheds of its parent."""

from __future__ import annotations

import sys

import pytest

from grader.sandbox.confine import process


def test_descriptors(run_child):
    """Only the kept descriptor and three times /dev/null stay open; the kept one still speaks."""
    answer = run_child("""
        leaked = open("/etc/passwd"), os.open("/", os.O_RDONLY), socket.socketpair()
        os.dup2(leaked[1], 900)
        def look():
            listing = sorted(map(int, os.listdir("/proc/self/fd")))
            streams = {os.path.realpath(f"/proc/self/fd/{n}") for n in (0, 1, 2)}
            # One more descriptor is that of the listing itself.
            return len(listing), sorted(streams), outcome(os.fstat, 900)
        report(**in_fork(look, process.keep_only))
        """)
    assert answer == {"result": [5, ["/dev/null"], "EBADF"], "exit_code": 0}


@pytest.mark.skipif(sys.platform != "linux", reason="made for Linux")
@pytest.mark.parametrize("stream", [0, 1, 2])
def test_a_standard_stream_cannot_be_kept(stream):
    """A standard stream is refused before anything is closed."""
    with pytest.raises(OSError, match=f"got descriptor {stream}, expected 3 or more"):
        process.keep_only(stream)


@pytest.mark.parametrize("number", [3, 4])
def test_lowest_descriptors(run_child, number):
    """A descriptor with nothing or one between it and the standard streams can be kept."""
    answer = run_child(
        f"number = {number}",
        """
        def prepare(descriptor):
            os.dup2(descriptor, 3)
            os.dup2(descriptor, 4)
            process.keep_only(number)
        def speak():
            listing = [n for n in range(64) if outcome(os.fstat, n) == "done"]
            os.write(number, json.dumps({"open": listing}).encode())
            os._exit(0)
        report(**in_fork(speak, prepare))
        """,
    )
    assert answer == {"open": [0, 1, 2, number], "exit_code": 0}


def test_session(run_child):
    """A worker leads its own session, stands in the root, and makes files for nobody else."""
    answer = run_child("""
        os.chdir("/usr")
        def look():
            process.start_session()
            return os.getsid(0) == os.getpgrp() == os.getpid(), os.getcwd(), os.umask(0)
        report(**in_fork(look))
        """)
    assert answer["result"] == [True, "/", 0o077]


def test_signals(run_child):
    """Handlers, ignored signals and a signal mask are not inherited; Python's own two stay."""
    answer = run_child("""
        import signal
        signal.signal(signal.SIGTERM, signal.SIG_IGN)
        signal.signal(signal.SIGUSR1, lambda *_: None)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        process.reset_signals()
        kept = {s.name for s in signal.Signals if signal.getsignal(s) != signal.SIG_DFL}
        report(kept=sorted(kept), blocked=len(signal.pthread_sigmask(signal.SIG_BLOCK, ())))
        """)
    assert answer == {"kept": ["SIGPIPE", "SIGXFSZ"], "blocked": 0}


def test_privileges_and_memory(run_child):
    """Set-user-ID programs are powerless, and the process is not dumpable."""
    answer = run_child("""
        before = status("NoNewPrivs"), linux.syscall("prctl", 3, 0, 0, 0, 0)  # PR_GET_DUMPABLE
        process.forbid_new_privileges()
        process.hide_memory()
        report(
            before=before,
            after=(status("NoNewPrivs"), linux.syscall("prctl", 3, 0, 0, 0, 0)),
        )
        """)
    assert answer == {"before": ["0", 1], "after": ["1", 0]}


def test_hidden_from_the_same_user(run_ordinary_child):
    """Another process of the same user cannot look into it any more."""
    answer = run_ordinary_child("""
        def look_at_parent():
            return outcome(open, f"/proc/{os.getppid()}/maps")
        before = in_fork(look_at_parent)["result"]
        process.hide_memory()
        report(before=before, after=in_fork(look_at_parent)["result"])
        """)
    assert answer == {"before": "done", "after": "EACCES"}


def test_dies_with_its_parent(run_child):
    """A worker whose parent is gone is killed: its end of a pipe closes."""
    answer = run_child("""
        import signal
        read, write = os.pipe()
        middle = os.fork()
        if middle == 0:
            if os.fork() == 0:
                process.die_with_parent()
                os.write(write, b"ready")
                signal.pause()
            os.close(write)
            signal.pause()
        os.close(write)
        ready = os.read(read, 5)
        os.kill(middle, signal.SIGKILL)
        report(ready=ready.decode(), after=os.read(read, 5).decode())
        """)
    assert answer == {"ready": "ready", "after": ""}
