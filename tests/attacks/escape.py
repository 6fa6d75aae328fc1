"""Group E: reading what is not theirs, and leaving the box."""

from __future__ import annotations

from tests.attacks.attack import Attack, reach

_RAW = "import ctypes\nlibc = ctypes.CDLL(None, use_errno=True)\n"

ATTACKS: tuple[Attack, ...] = (
    reach(
        "E1",
        "A walk through every folder it can think of finds no hidden check",
        """
def probe():
    here = os.path.dirname(os.path.abspath(__file__))
    starts = [here, os.path.dirname(here), os.getcwd(), os.path.expanduser("~"), "/tmp", "/home"]
    starts += ["/mnt", "/proc/1/root", "/proc/1/cwd", "/proc/self/cwd", "/var", "/srv", "/scratch"]
    found = (canaries(read(path)) for start in starts for path in below(start))
    return next(filter(None, found), None)
""",
        twin="files",
    ),
    reach(
        "E1b",
        "Whoever knows the path of the hidden checks cannot open them either",
        """
def probe():
    known = ["{course}/solutions/hw1/checks/test_basics.py", "{course}/secret", "basics.py"]
    known += ["/proc/1/root{course}/secret", "{course}/solutions/hw1/basics.py", "test_basics.py"]
    return "".join(canaries(read(path)) for path in known)
""",
        twin="files",
    ),
    reach(
        "E1c",
        "Even that a known path exists is not told, except where there are no namespaces",
        """
def probe():
    return [path for path in ("{course}/secret", "test_basics.py") if os.path.exists(path)]
""",
        open_on=("landlock",),
        twin="files",
    ),
    reach(
        "E2",
        "Environment, command line, memory and descriptors of other processes are out of sight",
        """
def probe():
    others = {p for p in os.listdir("/proc") if p.isdigit()} if os.path.isdir("/proc") else set()
    others |= {"1", "self", str(os.getppid())}
    what = ("environ", "cmdline", "maps", "status", "mountinfo")
    return "".join(canaries(read(f"/proc/{pid}/{name}")) for pid in others for name in what)
""",
        twin="files",
    ),
    reach(
        "E2b",
        "No other process can even be counted",
        """
def probe():
    return len([p for p in os.listdir("/proc") if p.isdigit()]) > 1
""",
        twin="files",
    ),
    reach(
        "E3",
        "No file or pipe of the grader's is inherited",
        """
import stat

def probe():
    for number in range(3, 256):
        try:
            mode = os.fstat(number).st_mode
        except OSError:
            continue
        if stat.S_ISFIFO(mode) or stat.S_ISREG(mode):
            return number
""",
        twin="files",
    ),
    reach(
        "E4",
        "A descriptor cannot be opened anew for writing",
        """
def probe():
    for number in range(3, 64):
        try:
            with open(f"/proc/self/fd/{number}", "r+") as file:
                file.write("full points for me")
                return number
        except OSError:
            pass
""",
        twin="files",
    ),
    reach(
        "E5",
        "No object and no frame of this process knows anything of the checks",
        """
import gc, sys

def probe():
    seen, frame = [], sys._getframe()
    while frame:
        seen += [frame.f_globals, frame.f_locals, frame.f_code.co_filename]
        frame = frame.f_back
    seen += gc.get_objects() + [vars(module) for module in list(sys.modules.values())]
    texts = []
    for value in seen:
        texts += [v for v in value.values() if type(v) is str] if type(value) is dict else [value]
    return canaries("\\n".join(t for t in texts if type(t) is str).encode("utf-8", "replace"))
""",
        twin="introspection",
    ),
    reach(
        "E6",
        "Line caches, byte code and names of checks are not left behind",
        """
import linecache, sys

def probe():
    known = [*linecache.cache, *(getattr(m, "__file__", "") or "" for m in sys.modules.values())]
    found = [name for name in known if "test_" in os.path.basename(name) or "/checks/" in name]
    return found or [m for m in sys.modules if m.startswith(("solutions", "test_", "_pytest"))]
""",
        twin="introspection",
    ),
    reach(
        "E7",
        "The memory of no process can be read from outside",
        _RAW
        + """
def probe():
    place = ctypes.create_string_buffer(16)
    piece = (ctypes.c_uint64 * 2)(ctypes.addressof(place), 16)
    for pid in (os.getppid(), 1, os.getpid()):
        got = libc.process_vm_readv(pid, piece, 1, piece, 1, 0)
        if got >= 0 or ctypes.get_errno() == 14:  # EFAULT: it was allowed
            return pid
""",
    ),
    reach(
        "E7b",
        "No handle on another process can be had",
        """
def probe():
    for pid in (os.getppid(), 1):
        if pid:
            return os.pidfd_open(pid)
    return None
""",
    ),
    reach(
        "E9",
        "Fresh memory holds nothing of the submission before",
        """
import gc

def probe():
    gc.collect()
    fresh = [np.empty(size, dtype=np.uint8) for size in (4700, 37600, 1 << 22) for _ in range(300)]
    return "".join(canaries(array.tobytes()) for array in fresh)
""",
        twin="buffers",
        uncontrolled="the naive grader starts a process each time",
    ),
    reach(
        "E9b",
        "The whole memory of the process holds nothing of the submission before",
        """
def probe():
    found = ""
    with open("/proc/self/mem", "rb") as memory, open("/proc/self/maps") as maps:
        for line in maps:
            span, rights, *_ = line.split()
            start, end = (int(part, 16) for part in span.split("-"))
            if "rw" in rights and end - start < 1 << 26:
                memory.seek(start)
                found += canaries(memory.read(end - start))
    return found
""",
        twin="buffers",
    ),
    reach(
        "E10",
        "There is no network, of any family",
        """
import socket

def probe():
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX, 16, 40):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            try:
                return socket.socket(family, kind)
            except OSError:
                pass
""",
    ),
    reach(
        "E12",
        "New namespaces and mounts are refused",
        _RAW
        + """
def probe():
    kinds = (0x10000000, 0x00020000, 0x20000000, 0x40000000, 0x04000000)
    done = [kind for kind in kinds if libc.unshare(kind) == 0]
    return done or libc.mount(b"none", b"/tmp", b"tmpfs", 0, None) == 0
""",
    ),
    reach(
        "E12b",
        "No other program can be started, setuid or not",
        """
import subprocess

def probe():
    return subprocess.run(["/bin/sh", "-c", "id"], capture_output=True).stdout
""",
    ),
    reach(
        "E13",
        "A system call by another machine's convention ends the process",
        """
import ctypes, mmap

def probe():
    code = bytes.fromhex("b814000000cd80c3")  # mov eax, getpid of i386; int 0x80; ret
    page = mmap.mmap(-1, 4096, prot=7)
    page.write(code)
    place = ctypes.addressof(ctypes.c_char.from_buffer(page))
    return ctypes.CFUNCTYPE(ctypes.c_int)(place)() > 0
""",
        outcome="crashed",
        says="signal 31",
    ),
    reach(
        "E13b",
        "Raw system calls meet the same filter as Python's",
        _RAW
        + """
def probe():
    numbers = {"socket": 41, "execve": 59, "ptrace": 101, "unshare": 272, "bpf": 321}
    done = []
    for name, number in numbers.items():
        libc.syscall(number, -1, 0, 0)
        if ctypes.get_errno() != 1:
            done.append(name)
    return done
""",
    ),
    reach(
        "E15",
        "Links do not lead out of the scratch folder",
        """
def probe():
    os.symlink("{course}/secret", "way")
    os.link("/etc/ld.so.cache", "hard")
    return True
""",
        twin="files",
    ),
    reach(
        "E16",
        "There is no terminal to type into",
        """
import fcntl

def probe():
    if any(os.isatty(number) for number in range(3)):
        return "a terminal"
    for name in ("/dev/tty", "/dev/console", "/dev/ptmx"):
        try:
            return os.open(name, os.O_RDWR)
        except OSError:
            pass
    return fcntl.ioctl(0, 0x5412, b"x")
""",
        uncontrolled="needs a person's terminal",
    ),
    reach(
        "E17",
        "No signal reaches another process; 0 only asks",
        """
def probe():
    reached = []
    for target in {-1, os.getppid(), 1} - {os.getpid()}:
        try:
            os.kill(target, 0)
            reached.append(target)
        except OSError:
            pass
    return reached
""",
    ),
)
