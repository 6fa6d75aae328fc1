"""The allow-list of system calls: as a program, and as the kernel applies it."""

from __future__ import annotations

import platform
import signal
import struct
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.sandbox.confine import seccomp
from grader.sandbox.confine.seccomp import (
    ALLOW,
    KILL_PROCESS,
    NOT_A_TERMINAL,
    NOT_IMPLEMENTED,
    OWN_PID,
    REFUSE,
)
from grader.sandbox.confine.syscalls import AARCH64, ARCHITECTURES, X86_64

I386_AUDIT = 0x4000_0003
ARM_AUDIT = 0x4000_0028
HIGH = 1 << 32  # lowest bit of an argument's upper half
MINUS_ONE = (1 << 64) - 1

# pthread_create(3): glibc and musl.
GLIBC_THREAD = 0x003D_0F00
MUSL_THREAD = 0x007D_0F00

PROGRAMS = {architecture.name: seccomp.build_filter(architecture) for architecture in ARCHITECTURES}
architectures = pytest.mark.parametrize("architecture", ARCHITECTURES, ids=lambda a: a.name)
word = st.integers(0, 0xFFFF_FFFF)
long = st.integers(0, MINUS_ONE)


@pytest.fixture(scope="session")
def answer(execute):
    """Ask the filter of an architecture for its answer to a number and arguments."""

    def ask(architecture, number, *arguments, audit=None):
        padded = (*arguments, 0, 0, 0, 0, 0, 0)[:6]
        audit = architecture.audit if audit is None else audit
        data = struct.pack("=IIQ6Q", number, audit, 0, *padded)
        return execute(PROGRAMS[architecture.name], data)

    return ask


@architectures
@pytest.mark.parametrize(
    ("call", "arguments", "expected"),
    [
        ("read", (3, 0, 100), ALLOW),
        ("openat", (0,), ALLOW),
        ("mmap", (0, 4096, 7), ALLOW),
        ("futex", (), ALLOW),
        ("exit_group", (), ALLOW),
        ("clone", (GLIBC_THREAD,), ALLOW),
        ("clone", (MUSL_THREAD,), ALLOW),
        ("clone", (signal.SIGCHLD,), REFUSE),  # fork
        ("clone", (0x4111,), REFUSE),  # vfork
        ("clone", (0,), REFUSE),
        ("clone", (GLIBC_THREAD & ~0x1_0000,), REFUSE),  # a process that shares everything
        ("clone", (GLIBC_THREAD | 0x0000_0080,), REFUSE),  # CLONE_NEWTIME
        ("clone", (GLIBC_THREAD | 0x0000_2000,), REFUSE),  # CLONE_PTRACE
        ("clone", (GLIBC_THREAD | 0x0002_0000,), REFUSE),  # CLONE_NEWNS
        ("clone", (GLIBC_THREAD | 0x0200_0000,), REFUSE),  # CLONE_NEWCGROUP
        ("clone", (GLIBC_THREAD | 0x0400_0000,), REFUSE),  # CLONE_NEWUTS
        ("clone", (GLIBC_THREAD | 0x0800_0000,), REFUSE),  # CLONE_NEWIPC
        ("clone", (GLIBC_THREAD | 0x1000_0000,), REFUSE),  # CLONE_NEWUSER
        ("clone", (GLIBC_THREAD | 0x2000_0000,), REFUSE),  # CLONE_NEWPID
        ("clone", (GLIBC_THREAD | 0x4000_0000,), REFUSE),  # CLONE_NEWNET
        ("clone", (GLIBC_THREAD | 2 * HIGH,), REFUSE),  # CLONE_INTO_CGROUP
        ("clone3", (), NOT_IMPLEMENTED),
        ("kill", (OWN_PID, 6), ALLOW),
        ("kill", (1, 9), REFUSE),
        ("kill", (0, 9), REFUSE),  # the process group
        ("kill", (MINUS_ONE, 9), REFUSE),  # everybody
        ("kill", (0xFFFF_FFFF, 9), REFUSE),
        ("kill", (MINUS_ONE - OWN_PID + 1, 9), REFUSE),  # a process group of that number
        ("tgkill", (OWN_PID, 5, 6), ALLOW),
        ("tgkill", (1, 1, 9), REFUSE),
        ("fcntl", (3, 0), ALLOW),  # F_DUPFD
        ("fcntl", (3, 4, 0o4000), ALLOW),  # F_SETFL
        ("fcntl", (3, 1030), ALLOW),  # F_DUPFD_CLOEXEC
        ("fcntl", (3, 5), REFUSE),  # F_GETLK
        ("fcntl", (3, 6), REFUSE),  # F_SETLK
        ("fcntl", (3, 7), REFUSE),  # F_SETLKW
        ("fcntl", (3, 8), REFUSE),  # F_SETOWN
        ("fcntl", (3, 10), REFUSE),  # F_SETSIG
        ("fcntl", (3, 15), REFUSE),  # F_SETOWN_EX
        ("fcntl", (3, 36), REFUSE),  # F_OFD_GETLK
        ("fcntl", (3, 37), REFUSE),  # F_OFD_SETLK
        ("fcntl", (3, 38), REFUSE),  # F_OFD_SETLKW
        ("fcntl", (3, 1024), REFUSE),  # F_SETLEASE
        ("fcntl", (3, 1026), REFUSE),  # F_NOTIFY
        ("ioctl", (3, 0x5421), ALLOW),  # FIONBIO
        ("ioctl", (3, 0x5401), NOT_A_TERMINAL),  # TCGETS
        ("ioctl", (3, 0x5412), NOT_A_TERMINAL),  # TIOCSTI
        ("ioctl", (3, 0x541C), NOT_A_TERMINAL),  # TIOCLINUX
        ("ioctl", (3, HIGH | 0x5412), NOT_A_TERMINAL),  # the kernel drops the upper half
        ("prctl", (15,), ALLOW),  # PR_SET_NAME
        ("prctl", (4, 1), REFUSE),  # PR_SET_DUMPABLE
        ("prctl", (1, 0), REFUSE),  # PR_SET_PDEATHSIG
        ("prlimit64", (0, 7, 0, 4096), ALLOW),
        ("prlimit64", (0, 7, 4096, 0), REFUSE),
        ("prlimit64", (0, 7, HIGH, 0), REFUSE),
        ("prlimit64", (1, 7, 0, 4096), REFUSE),
        ("sendto", (3, 4096, 10, 0, 0, 0), ALLOW),
        ("sendto", (3, 4096, 10, 0, 4096, 110), REFUSE),
        ("sendto", (3, 4096, 10, 0, HIGH, 110), REFUSE),
        ("mount", (), REFUSE),
        ("unshare", (), REFUSE),
        ("seccomp", (), REFUSE),
        ("capset", (), REFUSE),
    ],
)
def test_answers(answer, architecture, call, arguments, expected):
    """Each rule allows what Python needs and refuses the rest, on both architectures."""
    assert answer(architecture, architecture.numbers[call], *arguments) == expected


@architectures
@given(
    number=st.integers(0, 0x3FFF_FFFF) | st.integers(0, 500), arguments=st.lists(long, max_size=6)
)
def test_unlisted_calls_are_refused(answer, architecture, number, arguments):
    """A number that is not in the table answers EPERM, whatever its arguments."""
    if number in architecture.numbers.values():
        return
    assert answer(architecture, number, *arguments) == REFUSE


@architectures
@given(flags=long)
def test_clone_makes_threads_only(answer, architecture, flags):
    """Clone is allowed for flags of pthread_create alone, CLONE_THREAD among them."""
    allowed = bool(flags & 0x1_0000) and not flags & ~MUSL_THREAD
    expected = ALLOW if allowed else REFUSE
    assert answer(architecture, architecture.numbers["clone"], flags) == expected


@architectures
@given(audit=word, number=word)
def test_foreign_calling_convention_kills(answer, architecture, audit, number):
    """A call by another architecture's convention ends the process, whatever its number."""
    if audit == architecture.audit:
        return
    assert answer(architecture, number, audit=audit) == KILL_PROCESS


@pytest.mark.parametrize(
    ("architecture", "audit"),
    [(X86_64, I386_AUDIT), (X86_64, AARCH64.audit), (AARCH64, ARM_AUDIT), (AARCH64, X86_64.audit)],
)
def test_known_foreign_conventions_kill(answer, architecture, audit):
    """The 32-bit calls of the same machine are not a way around the filter."""
    assert answer(architecture, 20, audit=audit) == KILL_PROCESS


@given(number=st.integers(0x4000_0000, 0xFFFF_FFFF))
def test_x32_kills(answer, number):
    """A number with the x32 bit ends the process on x86_64."""
    assert answer(X86_64, number) == KILL_PROCESS


@architectures
def test_every_listed_name_has_a_number(architecture):
    """Nothing in the allow-list is misspelt: x86_64 has a number for all of it."""
    known = set(X86_64.numbers)
    assert set(seccomp.ALLOWED) <= known
    assert "openat" in architecture.numbers


@architectures
def test_own_pid_stands_twice(architecture):
    """The stand-in for the process id is in the filter for kill and tgkill, and nowhere else."""
    program = PROGRAMS[architecture.name]
    own_pid = struct.pack("=I", OWN_PID)
    operands = [program[at + 4 : at + 8] for at in range(0, len(program), 8)]
    assert operands.count(own_pid) == program.count(own_pid) == 2


def test_install_reports_a_thread_left_out(monkeypatch):
    """A thread the kernel could not put under the filter is an error."""
    monkeypatch.setattr(seccomp, "syscall", lambda *_: 1234)
    with pytest.raises(OSError, match="thread 1234"):
        seccomp.install(PROGRAMS["x86_64"])


FILTERED = """
    def prepare(_):
        import numpy, threading
        process.forbid_new_privileges()
        seccomp.install(seccomp.build_filter(syscalls.running()))
"""


def test_forbidden_calls(run_child):
    """Under the filter, the kernel refuses every call a worker must not make."""
    answers = run_child(
        FILTERED,
        """
    report(**in_fork(lambda: {call: raw(call, 0, 0, 0, 0, 0, 0) for call in FORBIDDEN}, prepare))
    """,
    )
    assert set(answers["result"].values()) == {"EPERM"}
    assert len(answers["result"]) > 40


def test_numpy_under_the_filter(run_child):
    """Linear algebra, random numbers and threads work under the filter."""
    assert run_child(FILTERED, "report(**in_fork(numpy_works, prepare))")["result"] == "works"


def test_rules_in_the_kernel(run_child):
    """Under the filter, calls with a rule do what the rule says."""
    answers = run_child(
        FILTERED,
        """
    import fcntl, resource, signal, tempfile
    file = tempfile.TemporaryFile()
    own_limit = resource.getrlimit(resource.RLIMIT_NOFILE)
    def attempts():
        return {
            "fork": outcome(os.fork),
            "new user namespace": raw(syscalls.number("clone"), CLONE_NEWUSER | signal.SIGCHLD),
            "clone3": raw(syscalls.number("clone3"), b"\\0" * 88, 88),
            "signal to itself": outcome(os.kill, os.getpid(), 0),
            "signal to its parent": outcome(os.kill, os.getppid(), 0),
            "own limits": outcome(resource.getrlimit, resource.RLIMIT_NOFILE),
            "other limits": outcome(resource.prlimit, os.getppid(), resource.RLIMIT_NOFILE),
            "flags of a file": outcome(fcntl.fcntl, file, fcntl.F_GETFL),
            "lock": outcome(fcntl.lockf, file, fcntl.LOCK_EX | fcntl.LOCK_NB),
            "bsd lock": outcome(fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB),
            "terminal": os.isatty(file.fileno()),
            "socket": outcome(socket.socket),
            "mode": outcome(os.fchmod, file.fileno(), 0o777),
            "dumpable again": outcome(linux.syscall, "prctl", 4, 1, 0, 0, 0),
            "second filter": outcome(seccomp.install, seccomp.build_filter(syscalls.running())),
        }
    report(**in_fork(attempts, prepare))
    """,
    )
    assert answers["result"] == {
        "fork": "EPERM",
        "new user namespace": "EPERM",
        "clone3": "ENOSYS",
        "signal to itself": "done",
        "signal to its parent": "EPERM",
        "own limits": "done",
        "other limits": "EPERM",
        "flags of a file": "done",
        "lock": "EPERM",
        "bsd lock": "EPERM",
        "terminal": False,
        "socket": "EPERM",
        "mode": "EPERM",
        "dumpable again": "EPERM",
        "second filter": "EPERM",
    }


def test_abort_ends_by_its_signal(run_child):
    """A worker may end itself: abort arrives as SIGABRT."""
    answer = run_child(
        FILTERED,
        """
    report(**in_fork(os.abort, lambda _: (process.reset_signals(), prepare(_))))
    """,
    )
    assert answer == {"exit_code": -signal.SIGABRT}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="x32 numbers exist on x86_64 alone")
def test_x32_call_is_killed(run_child):
    """A getpid by its x32 number ends the process with SIGSYS."""
    answer = run_child(FILTERED, "report(**in_fork(lambda: raw(0x4000_0000 + 39), prepare))")
    assert answer == {"exit_code": -signal.SIGSYS}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="int 0x80 exists on x86 alone")
def test_i386_call_is_killed(run_child):
    """Machine code that makes an i386 call ends the process: SIGSYS, or SIGSEGV without i386."""
    answer = run_child(
        FILTERED,
        """
    import mmap
    def int_0x80():
        page = mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
        page.write(bytes.fromhex("b814000000 cd80 c3"))  # mov eax, 20 (getpid); int 0x80; ret
        address = ctypes.addressof(ctypes.c_char.from_buffer(page))
        return ctypes.CFUNCTYPE(ctypes.c_int)(address)()
    report(**in_fork(int_0x80, prepare))
    """,
    )
    assert answer["exit_code"] in {-signal.SIGSYS, -signal.SIGSEGV}
    assert "result" not in answer


@pytest.mark.skipif(sys.platform != "linux", reason="makes system calls of Linux")
def test_install_needs_no_new_privileges(run_child):
    """Without no_new_privs and without privilege, the filter is refused rather than ignored."""
    answer = run_child("""
    capabilities.drop()
    report(answer=outcome(seccomp.install, seccomp.build_filter(syscalls.running())))
    """)
    assert answer["answer"] == "EACCES"
