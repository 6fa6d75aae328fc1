"""Groups S and X: what crosses from one submission to another, or to the machine."""

from __future__ import annotations

from tests.attacks.attack import Attack, reach

_RAW = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"

# Every one is graded twice: what the first left, the second would find.
ATTACKS: tuple[Attack, ...] = (
    reach(
        "X128",
        "A file of one submission is not there for the next",
        """
def probe():
    folders = (".", "/tmp", "/var/tmp", "/dev/shm", "/scratch", os.path.expanduser("~"))
    paths = [os.path.join(folder, "graderattack-planted") for folder in folders]
    found = list(filter(os.path.exists, paths))
    for path in paths:
        try:
            with open(path, "w") as file:
                file.write("here I was")
        except OSError:
            pass
    return found
""",
        twin="files",
    ),
    reach(
        "X130",
        "Nothing can be put where Python looks by itself",
        """
import site, sys

def probe():
    places = [p for p in sys.path if os.path.isdir(p)] + [site.getusersitepackages()]
    places += [os.path.expanduser("~/.config"), os.path.dirname(np.__file__)]
    for place in filter(os.path.isabs, places):
        path = os.path.join(place, "graderattack.pth")
        try:
            os.makedirs(place, exist_ok=True)
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
            os.unlink(path)
            return path
        except OSError:
            pass
""",
        twin="files",
    ),
    reach(
        "X132",
        "Whatever one submission changes in its process, the next has a process of its own",
        """
import builtins, random, sys, threading

def probe():
    found = [hasattr(builtins, "planted"), "planted" in sys.modules, "/planted" in sys.path]
    found += [sys.getrecursionlimit() == 4321, "PLANTED" in os.environ, np.sum is len]
    builtins.planted = sys.modules["planted"] = sys
    sys.path.append("/planted")
    sys.setrecursionlimit(4321)
    os.environ["PLANTED"] = "1"
    return any(found)
""",
        twin="plain",
        uncontrolled="the naive grader starts a process each time",
    ),
    reach(
        "X133",
        "Kernel objects that outlive a process cannot be made",
        _RAW
        + """
def probe():
    made = []
    if libc.shmget(0x6A77, 4096, 0o1600) >= 0: made.append("shm")
    if libc.semget(0x6A77, 1, 0o1600) >= 0: made.append("sem")
    if libc.msgget(0x6A77, 0o1600) >= 0: made.append("msg")
    if libc.syscall(248, b"user", b"planted", b"x", 1, -2) >= 0: made.append("key")
    return made
""",
        twin="plain",
        uncontrolled="what it makes would stay on the machine under the tests",
    ),
    reach(
        "X134",
        "Libraries that submissions share can only be read",
        """
import msgspec, sys

def probe():
    for module in list(sys.modules.values()):
        path = getattr(module, "__file__", None)
        if path and os.path.isfile(path) and path != os.path.abspath(__file__):
            try:
                os.close(os.open(path, os.O_WRONLY | os.O_APPEND))
                return path
            except OSError:
                pass
""",
        twin="files",
        uncontrolled="",
    ),
    reach(
        "X135",
        "The course's folders cannot be written to, path known or not",
        """
def probe():
    for place in ("{course}/solutions/hw1", "{course}", "."):
        path = os.path.join(place, "graderattack.py")
        if place != "." or not os.getcwd().startswith("/scratch"):
            try:
                os.close(os.open(path, os.O_CREAT | os.O_WRONLY))
                return path
            except OSError:
                pass
""",
        twin="files",
    ),
    reach(
        "S123",
        "No lock, lease or notification crosses to a submission that runs beside it",
        """
import fcntl

def probe():
    path = np.__file__
    with open(path, "rb") as file:
        done = []
        for operation in (
            lambda: fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB),
            lambda: fcntl.lockf(file, fcntl.LOCK_SH | fcntl.LOCK_NB),
            lambda: fcntl.fcntl(file, fcntl.F_NOTIFY, 1),
        ):
            try:
                operation()
                done.append(operation)
            except OSError:
                pass
    return done
""",
        twin="files",
    ),
    reach(
        "S124",
        "Nothing tells the names of the machine, the student or the course",
        """
import socket

def probe():
    seen = read("/proc/self/mountinfo") + read("/proc/self/cgroup") + os.getcwd().encode()
    seen += repr([dict(os.environ), __file__]).encode() + read("/proc/loadavg")
    return b"hw1" in seen or b"attacker" in seen or b"pytest" in seen
""",
        twin="introspection",
    ),
    reach(
        "S124b",
        "The machine's own name is not told, except where there are no namespaces",
        "def probe(): return os.uname().nodename not in ('box', 'localhost')",
        open_on=("landlock",),
        twin="introspection",
    ),
)
