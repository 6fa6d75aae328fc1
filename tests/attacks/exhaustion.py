"""Groups D and C: using up what others need, and lying about the time it took."""

from __future__ import annotations

from tests.attacks.attack import Attack, harm, reach, score

_FRAME = """
import os, struct

def send(body):
    os.write(3, body)
    os.read(3, 1)
"""
_NO_CHANNEL = "a naive grader has no channel"

ATTACKS: tuple[Attack, ...] = (
    harm("D62", "An endless loop ends", "def double(x):\n    while True: pass", twin="loops"),
    harm(
        "D62b",
        "A loop in C that holds the interpreter's lock ends",
        "def double(x): return sum(range(10**12))",
        twin="loops",
    ),
    harm(
        "D62c",
        "A loop in a regular expression ends",
        "import re\ndef double(x): return re.match('(a+)+b', 'a' * 64)",
        twin="loops",
    ),
    harm(
        "D63",
        "Waiting is not computing, and ends as well",
        "import time\ndef double(x): time.sleep(99)",
        says="did not answer",
        twin="sleeps",
    ),
    harm(
        "D63b",
        "Code that stops itself is ended",
        "import os, signal, time\n"
        "def double(x):\n    os.kill(os.getpid(), signal.SIGSTOP)\n    time.sleep(99)",
        twin="sleeps",
    ),
    harm(
        "D63c",
        "An answer that comes one byte at a time is too late",
        _FRAME
        + """
import time

def double(x):
    for byte in struct.pack("<II", 4000, 3000) + bytes(4000):
        os.write(3, bytes([byte]))
        time.sleep(0.05)
""",
        says="did not answer",
        uncontrolled=_NO_CHANNEL,
        twin="sleeps",
    ),
    harm(
        "D63d",
        "Sleep in small pieces is sleep",
        "import time\ndef double(x):\n    while True: time.sleep(0.01)",
        says="did not answer",
        twin="sleeps",
    ),
    harm(
        "D64",
        "Code that is deaf to signals ends",
        """
import signal

def double(x):
    signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
    for number in range(1, 65):
        try:
            signal.signal(number, signal.SIG_IGN)
        except OSError:
            pass
    while True: pass
""",
        twin="loops",
    ),
    reach(
        "D65",
        "No process can be split off",
        """
def probe():
    child = os.fork()
    if child == 0:
        os._exit(0)
    return os.waitpid(child, 0)
""",
    ),
    reach(
        "D66",
        "Threads are counted",
        """
import threading, time

def probe():
    for number in range(200):
        threading.Thread(target=time.sleep, args=[0.3], daemon=True).start()
    return number
""",
        twin="a thread",
    ),
    harm(
        "D67",
        "Memory at once is refused",
        "def double(x): return np.ones(1 << 40)",
        says="MiB of memory",
        uncontrolled="the machine under the tests would suffer",
        twin="buffers",
    ),
    harm(
        "D67b",
        "Memory piece by piece is refused",
        """
def double(x):
    kept = []
    while True: kept.append(np.empty(1 << 20))
""",
        says="MiB of memory",
        uncontrolled="the machine under the tests would suffer",
        twin="buffers",
    ),
    reach(
        "D67c",
        "Memory outside the limits cannot be had",
        "import ctypes\nlibc = ctypes.CDLL(None)\n"
        "def probe(): return max(os.memfd_create('x'), 0) or libc.shmget(0, 4096, 0o1600) + 1 > 0",
        twin="buffers",
    ),
    reach(
        "D68",
        "No file of a terabyte can be made, sparse or not",
        """
def probe():
    with open("sparse", "wb") as file:
        return os.ftruncate(file.fileno(), 1 << 40) is None
""",
        twin="files",
    ),
    reach(
        "D68b",
        "A scratch folder holds so many files and no more",
        """
def probe():
    for number in range(20_000):
        os.close(os.open(f"file{number}", os.O_CREAT | os.O_WRONLY))
    return number
""",
        twin="files",
    ),
    harm(
        "D69",
        "A flood of output ends the worker",
        "def double(x):\n    for _ in range(16 << 10): print('x' * 1023)",
        says="printed far too much",
        twin="prints",
    ),
    harm(
        "D69b",
        "One line without end costs its printer's memory",
        "def double(x): print('x' * 10**9)",
        uncontrolled="the machine under the tests would suffer",
        twin="prints",
    ),
    harm(
        "D71",
        "A frame that says it is four gigabytes is not waited for",
        _FRAME + "def double(x): send(struct.pack('<II', 2**32 - 1, 2**31))",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "D71b",
        "A frame of a hundred thousand lists in lists is refused",
        _FRAME
        + "def double(x):\n    b = b'\\x91' * 100000 + b'\\xc0'\n"
        + "    send(struct.pack('<II', 4 + len(b), len(b)) + b)",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "D71c",
        "A frame of a million empty things is refused or read, in time",
        _FRAME
        + "def double(x):\n    n = 1 << 19\n"
        + "    b = b'\\xdd' + struct.pack('>I', n) + b'\\x91\\x00' * n\n"
        + "    send(struct.pack('<II', 4 + len(b), len(b)) + b)",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "D72",
        "A terabyte of one number is not sent",
        "def double(x): return np.broadcast_to(x.ravel()[:1], (1 << 20, 1 << 17))",
        "crashed",
        says="cannot be taken over",
        uncontrolled="the machine under the tests would suffer",
        twin="views",
    ),
    score(
        "D72b",
        "Sixty megabytes for every answer fill no memory of ours",
        """
def double(x): return np.zeros((1 << 10, 15 << 9))
def count(x): return [np.zeros(15 << 19)]
def length(text): return double(0)
""",
        says="shape is wrong",
        uncontrolled="large rather than fooled",
        twin="buffers",
    ),
    score(
        "D72c",
        "What thirty megabytes took is given back",
        "def double(x): return np.zeros(30 << 17)\ndef count(x): return [double(x)]",
        says="shape is wrong",
        uncontrolled="tests/attacks/test_memory.py has its control",
        twin="buffers",
    ),
    score(
        "D74b",
        "Half a million empty lists are not built up on our side",
        "def double(x): return [[[]] * 1000] * 500\ncount = length = double",
        "crashed",
        says="cannot be taken over",
        uncontrolled="slow rather than fooled",
    ),
    harm(
        "D74c",
        "Nor are they where the worker's codec is gone around",
        _FRAME
        + """
import gc, msgspec

def double(x):
    request = next(o for o in gc.get_objects() if type(o).__name__ == "Worker")._request
    b = msgspec.msgpack.encode([0, request, "value", [0] + [[0]] * (1 << 18), ""])
    send(struct.pack("<II", 4 + len(b), len(b)) + b)
""",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "D73",
        "A crash of the interpreter is a crash of the check",
        "import ctypes\ndef double(x): ctypes.string_at(0)",
        "crashed",
        says="signal 11",
        twin="recursion",
    ),
    score(
        "D73b",
        "Recursion in what describes an object is not gone into",
        """
class Deep:
    __repr__ = __str__ = lambda self: repr(self)

def double(x): return Deep()
""",
        twin="recursion",
        uncontrolled="it fails at the naive grader too",
    ),
    score(
        "D74",
        "Texts and lists as large as may cross are not compared letter by letter",
        """
def double(x): return ["x" * 1000] * 200
def count(x): return "y" * (1 << 17)
def length(text): return [[[]] * 1000] * 7
""",
        twin="plain",
        uncontrolled="slow rather than fooled",
    ),
    reach(
        "D75",
        "Descriptors are counted",
        "def probe(): return [os.dup(1) for _ in range(900)][-1]",
        twin="files",
    ),
    harm(
        "C114",
        "A clock that stands still stands still for student code only",
        """
import time

time.time = time.monotonic = time.perf_counter = time.process_time = lambda: 0.0
time.thread_time = time.clock_gettime = lambda *a: 0.0

def double(x):
    while True: pass
""",
        twin="clocks",
    ),
    harm(
        "C115",
        "Work between two calls is counted",
        """
import threading

def burn():
    while True: pass

for _ in range(2):
    threading.Thread(target=burn, daemon=True).start()

def double(x):
    total = 0
    for n in range(10**8): total += n
""",
        twin="a thread",
    ),
    reach(
        "C120",
        "The clock of the machine cannot be set",
        "import time\n"
        "def probe(): return time.clock_settime(time.CLOCK_REALTIME, time.time()) is None",
        twin="clocks",
        uncontrolled="the machine under the tests would suffer",
    ),
)
