"""Resource limits."""

from __future__ import annotations

import signal

import pytest

LIMITED = """
    import resource, signal
    # Root could raise its limits again; a worker has no capability left.
    capabilities.drop()
    process.reset_signals()
    def limit(**limits):
        rlimits.apply(Limits(**limits), rlimits.address_space_bytes())
"""


def test_memory(run_child):
    """An array within the limit fits; one over it, private or shared, does not."""
    answer = run_child(
        LIMITED,
        """
        import mmap
        import numpy as np
        limit(memory_mib=256)
        report(
            small=outcome(np.ones, 64 << 17),  # 64 MiB
            large=outcome(np.ones, 300 << 17),
            shared=outcome(mmap.mmap, -1, 300 << 20),
            numpy=numpy_works(),
        )
        """,
    )
    assert answer == {"small": "done", "large": "MemoryError", "shared": "ENOMEM", "numpy": "works"}


def test_cpu_time(run_child):
    """A loop without end stops by SIGXCPU, and by SIGKILL where that signal is ignored."""
    answers = run_child(
        LIMITED,
        """
        def ignore(_):
            limit(cpu_time_limit_s=1)
            signal.signal(signal.SIGXCPU, signal.SIG_IGN)
        def loop():
            while True: pass
        report(
            default=in_fork(loop, lambda _: limit(cpu_time_limit_s=1)),
            ignored=in_fork(loop, ignore),
        )
        """,
    )
    assert answers["default"] == {"exit_code": -signal.SIGXCPU}
    assert answers["ignored"] == {"exit_code": -signal.SIGKILL}


def test_files(run_child, tmp_path):
    """A file over its size and a descriptor over their number are refused, by an exception."""
    answer = run_child(
        LIMITED,
        f"path = {str(tmp_path / 'file')!r}",
        """
        limit(file_size_mib=1, open_files=16)
        def open_many():
            return [open("/dev/null") for _ in range(16)]
        report(
            small=outcome(Path(path).write_bytes, b"x" * (1 << 20)),
            large=outcome(Path(path).write_bytes, b"x" * ((1 << 20) + 1)),
            many=outcome(open_many),
        )
        """,
    )
    assert answer == {"small": "done", "large": "EFBIG", "many": "EMFILE"}


def test_what_no_worker_gets(run_child):
    """No core file, locked memory, message queue or real time, few signals; the stack stays."""
    answer = run_child(
        LIMITED,
        """
        names = ("CORE", "MEMLOCK", "MSGQUEUE", "RTPRIO", "SIGPENDING", "STACK")
        stack = resource.getrlimit(resource.RLIMIT_STACK)
        limit()
        limits = {n: resource.getrlimit(getattr(resource, f"RLIMIT_{n}")) for n in names}
        report(stack_stays=limits.pop("STACK") == stack, **limits)
        """,
    )
    nothing = [0, 0]
    assert answer == {
        "stack_stays": True,
        "CORE": nothing,
        "MEMLOCK": nothing,
        "MSGQUEUE": nothing,
        "RTPRIO": nothing,
        "SIGPENDING": [64, 64],
    }


def test_no_way_back(run_child):
    """A limit cannot be raised again."""
    answer = run_child(
        LIMITED,
        """
        limit(open_files=16)
        report(again=outcome(resource.setrlimit, resource.RLIMIT_NOFILE, (64, 64)))
        """,
    )
    assert answer == {"again": "ValueError"}


def test_lower_limits_stay(run_child):
    """A limit that was already lower is kept, and is no error."""
    answer = run_child(
        LIMITED,
        """
        resource.setrlimit(resource.RLIMIT_NOFILE, (10, 10))
        limit(open_files=64)
        report(open_files=resource.getrlimit(resource.RLIMIT_NOFILE))
        """,
    )
    assert answer == {"open_files": [10, 10]}


def test_threads_of_an_ordinary_user(run_ordinary_child):
    """Threads over the limit cannot be started by an ordinary user."""
    answer = run_ordinary_child(
        LIMITED,
        """
        import threading
        limit(threads=3)
        done = threading.Event()
        def start_many():
            for _ in range(8):
                threading.Thread(target=done.wait).start()
        answer = outcome(start_many)
        started = threading.active_count()
        done.set()
        report(answer=answer, started=started)
        """,
    )
    assert answer["answer"] == "RuntimeError"
    assert answer["started"] <= 3


def test_threads_unlimited(run_child):
    """Without a number of threads, that limit is left as it was."""
    answer = run_child(
        LIMITED,
        """
        before = resource.getrlimit(resource.RLIMIT_NPROC)
        limit(threads=None)
        report(same=resource.getrlimit(resource.RLIMIT_NPROC) == before)
        """,
    )
    assert answer == {"same": True}


@pytest.mark.parametrize("field", ["memory_mib", "cpu_time_limit_s", "file_size_mib", "open_files"])
def test_each_limit_has_a_default(run_child, field):
    """Every limit but that of threads is set without being asked for."""
    assert run_child(f"report(value=Limits().{field})")["value"] > 0
