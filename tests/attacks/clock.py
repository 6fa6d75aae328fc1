"""Group K: slow programs that want to be thought fast.

Each is a slow, right program with a trick. What the trick gains is told by two clocks: the
grader's, and that of a naive harness, which checks once and then times the same call again and
again in the submission's own process.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

FAST: Final = """
import numpy as np

def mix(x, w):
    return x @ w
"""

SLOW: Final = """
import numpy as np

def mix(x, w):
    y = np.zeros((len(x), w.shape[1]), x.dtype)
    for i in range(0, len(x), 3):
        y[i : i + 3] = x[i : i + 3] @ w
    return y

slow = mix
"""

_CHANNEL = """
import gc
from grader.sandbox import wire

def worker():
    return next(o for o in gc.get_objects() if type(o).__name__ == "Worker" and o._modules)

def send(*message):
    connection = worker()._channel._connection
    for piece in wire.encode(list(message)):
        connection.sendall(piece)
"""

WRONG: Final = ("failed",)  # a timed output is not the expected one, or the time is too long
ENDED: Final = ("crashed",)  # by the protocol, by confinement, or by itself
# What a clock decides on a machine so busy that it cannot decide: nothing, never a pass.
CHARGED: Final = ("failed", "skipped")


@dataclass(frozen=True)
class ClockAttack:
    """One dishonest submission."""

    number: str
    claim: str  # what the grader does about it
    trick: str  # appended to the slow program
    outcomes: tuple[str, ...]
    fools: bool = True  # the naive harness, which then has a control
    flagged: bool = False


def _attack(number: str, claim: str, outcomes: tuple[str, ...], trick: str, **more: bool):
    return ClockAttack(number, claim, f"{SLOW}{trick}", outcomes, **more)


HONEST: Final = _attack("K00", "A slow program is slow", CHARGED, "", fools=False)

ATTACKS: Final[tuple[ClockAttack, ...]] = (
    HONEST,
    _attack(
        "K02",
        "The clock that counts is not in this process",
        CHARGED,
        """
import time
class Stopped:
    now = 0.0
    def __call__(self):
        Stopped.now += 1e-9
        return Stopped.now
time.perf_counter = time.time = time.monotonic = time.process_time = Stopped()
""",
    ),
    _attack(
        "K03",
        "An answer kept by shape is wrong for new numbers",
        WRONG,
        """
kept = {}
def mix(x, w):
    if x.shape not in kept:
        kept[x.shape] = slow(x, w)
    return kept[x.shape]
""",
    ),
    _attack(
        "K03b",
        "An answer kept by the arrays' identity is wrong, or is not found",
        CHARGED,
        """
kept = {}
def mix(x, w):
    key = (x.__array_interface__["data"][0], w.__array_interface__["data"][0])
    if key not in kept:
        kept[key] = slow(x, w)
    return kept[key]
""",
    ),
    _attack(
        "K04",
        "An answer kept by content is never asked for again",
        CHARGED,
        """
kept = {}
def mix(x, w):
    key = x[:4].tobytes() + w[:1].tobytes()
    if key not in kept:
        kept[key] = slow(x, w)
    return kept[key]
""",
    ),
    _attack(
        "K05",
        "An array that computes when it is looked at is no array, or is charged",
        ("failed", "skipped", "crashed"),
        """
class Lazy:
    def __init__(self, x, w):
        self.x, self.w = x, w
    def __array__(self, dtype=None, copy=None):
        return slow(np.asarray(self.x), self.w)
    def __mul__(self, other):
        return np.asarray(self) * other
    __rmul__ = __mul__
def mix(x, w):
    return Lazy(x, w)
""",
    ),
    _attack(
        "K06",
        "What a thread computes after the answer is not in the answer",
        WRONG,
        """
import threading
def mix(x, w):
    y = np.empty((len(x), w.shape[1]), x.dtype)
    def later():
        y[...] = slow(x, w)
    threading.Thread(target=later, daemon=True).start()
    return y
""",
        fools=False,
    ),
    _attack(
        "K07",
        "Half precision is a wrong answer",
        WRONG,
        """
def mix(x, w):
    return (x.astype(np.float16).astype(np.float32) @ w)
""",
        fools=False,
    ),
    _attack(
        "K07b",
        "Numbers cut to eight bits are a wrong answer",
        WRONG,
        """
def mix(x, w):
    cut = (x.view(np.uint32) & 0xffff0000).view(np.float32)
    return cut @ w
""",
        fools=False,
    ),
    _attack(
        "K08",
        "Nobody else sees what is done to the inputs",
        WRONG,
        """
def mix(x, w):
    try:
        x[...] = 0
        w[...] = 0
    except ValueError:
        pass
    return np.zeros((len(x), w.shape[1]), x.dtype)
""",
        fools=False,
    ),
    _attack(
        "K09",
        "Work left out after the check is a wrong answer",
        WRONG,
        """
calls = []
def mix(x, w):
    calls.append(1)
    return slow(x, w) if len(calls) <= 3 else np.empty((len(x), w.shape[1]), x.dtype)
""",
    ),
    _attack(
        "K09b",
        "Work left out after the warm-up is a wrong answer",
        WRONG,
        """
calls, last = [], []
def mix(x, w):
    calls.append(1)
    if len(calls) <= 30:
        last[:] = [slow(x, w)]
    return last[0]
""",
        fools=False,
    ),
    _attack(
        "K09c",
        "Every second call left out is a wrong answer",
        WRONG,
        """
calls, last = [], []
def mix(x, w):
    calls.append(1)
    if len(calls) % 2:
        last[:] = [slow(x, w)]
    return last[0]
""",
        fools=False,
    ),
    _attack(
        "K10",
        "A forbidden library is not there",
        ENDED,
        """
import importlib
def mix(x, w):
    library = importlib.import_module("msg" + "spec")
    return x @ w if library else None
""",
        fools=False,
    ),
    _attack(
        "K11",
        "Threads that burn between the calls rest while others run, and are charged",
        CHARGED,
        """
import threading
busy = threading.Event()
def burn():
    a = np.ones((96, 96), np.float32)
    while True:
        if busy.is_set():
            busy.wait(1e-4)
        else:
            a @ a
for _ in range(3):
    threading.Thread(target=burn, daemon=True).start()
def mix(x, w):
    busy.set()
    y = slow(x, w)
    busy.clear()
    return y
""",
        fools=False,
    ),
    _attack(
        "K11b",
        "A thread that wears the memory out rests while others run",
        CHARGED,
        """
import threading
block = np.ones(1 << 22, np.float32)
def wear():
    while True:
        block[...] = block[::-1]
threading.Thread(target=wear, daemon=True).start()
""",
        fools=False,
    ),
    _attack(
        "K12",
        "Threads are charged together",
        CHARGED,
        """
from concurrent.futures import ThreadPoolExecutor
pool = ThreadPoolExecutor(4)
def mix(x, w):
    parts = np.array_split(np.arange(len(x)), 4)
    return np.concatenate(list(pool.map(lambda rows: slow(x[rows], w), parts)))
""",
        fools=False,
    ),
    _attack(
        "K13",
        "No process can be left behind to slow others down",
        ENDED,
        """
import os
if os.fork() == 0:
    os.setsid()
    while True:
        pass
""",
        fools=False,
    ),
    _attack(
        "K14",
        "An answer sent before the work is done is wrong, or one too many",
        (*WRONG, *ENDED),
        _CHANNEL
        + """
def mix(x, w):
    send(worker()._request, "value", np.zeros_like(x), "")
    return slow(x, w)
""",
        fools=False,
    ),
    _attack(
        "K14b",
        "Bytes that nobody asked for end the race",
        ENDED,
        _CHANNEL
        + """
def mix(x, w):
    worker()._channel._connection.sendall(bytes(8))
    return slow(x, w)
""",
        fools=False,
        flagged=True,
    ),
    _attack(
        "K14c",
        "An answer to another request is none",
        ENDED,
        _CHANNEL
        + """
def mix(x, w):
    send(worker()._request + 1, "value", np.zeros_like(x), "")
    return slow(x, w)
""",
        fools=False,
        flagged=True,
    ),
    _attack(
        "K14d",
        "A time in the answer is an answer that is no array",
        ENDED,
        """
def mix(x, w):
    return {"ratio": 0.001, "seconds": 0.0, "output": slow(x, w)}
""",
        fools=False,
    ),
    _attack(
        "K15",
        "The grader's memory is out of reach",
        ENDED,
        """
import os
def mix(x, w):
    with open(f"/proc/{os.getppid()}/mem", "rb") as memory:
        return np.frombuffer(memory.read(x.nbytes), np.float32).reshape(x.shape)
""",
        fools=False,
    ),
    _attack(
        "K16",
        "No process can be started for each call",
        ENDED,
        """
import os
def mix(x, w):
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return slow(x, w)
""",
        fools=False,
    ),
    _attack(
        "K17",
        "Calls put off until the end of the chain are charged there",
        ("failed", "skipped", "crashed"),
        """
from grader.sandbox.inside import chain
def run(function, arguments, times):
    x, w = arguments
    todo = list(range(times))
    while todo:
        y = slow(x, w)
        x = np.maximum(y, 0.1 * y)
        todo.pop()
    return y
chain.run = run
""",
        fools=False,
    ),
    _attack(
        "K18",
        "A shorter chain has another end",
        WRONG,
        """
from grader.sandbox.inside import chain
whole = chain.run
chain.run = lambda function, arguments, times: whole(function, arguments, 3)
""",
        fools=False,
    ),
    _attack(
        "K18b",
        "A chain without its activation has another end",
        WRONG,
        """
from grader.sandbox.inside import chain
def run(function, arguments, times):
    x, w = arguments
    return x @ np.linalg.matrix_power(w, times)
chain.run = run
""",
        fools=False,
    ),
    _attack(
        "K19",
        "A part of the rows is not the answer",
        WRONG,
        """
def mix(x, w):
    y = np.zeros((len(x), w.shape[1]), x.dtype)
    y[: len(x) // 4] = slow(x[: len(x) // 4], w)
    return y
""",
        fools=False,
    ),
    _attack(
        "K20",
        "One input of 64 left out is a wrong answer",
        WRONG,
        """
def mix(x, w):
    return x[:, 1:] @ w[1:]
""",
        fools=False,
    ),
    _attack(
        "K21",
        "A path for the published shape alone is wrong for the drawn ones",
        WRONG,
        """
def mix(x, w):
    if len(x) == 256:
        return x @ w
    return np.zeros((len(x), w.shape[1]), x.dtype)
""",
    ),
    _attack(
        "K22",
        "Who is not computing cannot stop others",
        CHARGED,
        """
import os, signal
def mix(x, w):
    for whom in (os.getppid(), -1, 0):
        try:
            os.kill(whom, signal.SIGSTOP)
        except OSError:
            pass
    return slow(x, w)
""",
        fools=False,
    ),
    _attack(
        "K23",
        "No core and no priority can be chosen",
        ENDED,
        """
import os
os.sched_setaffinity(0, {0})
os.nice(-5)
""",
        fools=False,
    ),
    _attack(
        "K24",
        "What is not a number equals nothing",
        WRONG,
        """
def mix(x, w):
    return np.full((len(x), w.shape[1]), np.nan, x.dtype)
""",
        fools=False,
    ),
    _attack(
        "K25",
        "What lies in recycled memory is no answer",
        WRONG,
        """
def mix(x, w):
    return np.empty((len(x), w.shape[1]), x.dtype)
""",
        fools=False,
    ),
    _attack(
        "K26",
        "The expected answer is nowhere in this process",
        WRONG,
        """
import gc
def mix(x, w):
    found = [o for o in gc.get_objects() if type(o) is np.ndarray and o.shape == x.shape]
    return found[-1] if found else x
""",
        fools=False,
    ),
    _attack(
        "K27",
        "The inputs come from entropy that no generator here repeats",
        WRONG,
        """
def mix(x, w):
    return np.random.standard_normal(x.shape).astype(np.float32) @ w
""",
        fools=False,
    ),
    _attack(
        "K28",
        "To end with success in the middle of a chain is no success",
        ENDED,
        """
import os
def mix(x, w):
    os._exit(0)
""",
        fools=False,
    ),
    _attack(
        "K29",
        "An answer of another kind of number is wrong",
        WRONG,
        """
def mix(x, w):
    return (x @ w).astype(np.int64)
""",
        fools=False,
    ),
    _attack(
        "K30",
        "An answer that broadcasts to the right shape is not one",
        WRONG,
        """
def mix(x, w):
    return (x.mean(axis=0, keepdims=True) @ w)
""",
        fools=False,
    ),
)

ASSIGNMENT: Final = """
format_version = 1
name = "hw1"
title = { en = "Homework", ko = "과제" }
minimum_confinement = "landlock"

[[exercises]]
name = "quick"
file = "quick.py"
title = { en = "Quick", ko = "빠르게" }
points = 4.0
bonus = true
hidden_checks = 1
runtime = ["numpy", "msgspec"]
forbidden_imports = ["msgspec"]
"""

CHECKS: Final = '''"""Hidden checks."""

import numpy as np

from grader.checks import Problem, Work, check


def drawn(rng, columns=64):
    rows = int(rng.integers(250, 300))
    x = rng.standard_normal((rows, columns), dtype=np.float32)
    w = rng.standard_normal((columns, columns), dtype=np.float32)
    return x, w * np.float32(np.sqrt(2 / (1.01 * columns)))


PROBLEM = Problem(
    function="mix",
    draw=drawn,
    slim=lambda rng: drawn(rng, 4),
    work=lambda a: Work(flops=2.0 * a[0].size * len(a[1]), bytes=4.0 * a[0].size),
    times=10,
    bands=(2.0,),
)


@check(points=4)
def test_quick(timed):
    """It is quick.

    빠릅니다.
    """
    timed.expect_within(PROBLEM, 2.0)
'''

# A harness as it is often written: one check, a warm-up, then the same call on its own clock.
NAIVE: Final = """
import sys
import numpy as np

sys.path.insert(0, ".")
import time
rng = np.random.default_rng(0)
x = rng.standard_normal((256, 64), dtype=np.float32)
w = rng.standard_normal((64, 64), dtype=np.float32)
expected = x @ w

def timed(function):
    times = []
    for _ in range(15):
        start = time.perf_counter()
        for _ in range(20):
            function(x, w)
        times.append(time.perf_counter() - start)
    return min(times)

reference_s = timed(lambda x, w: x @ w)
import quick
assert np.allclose(quick.mix(x, w), expected, rtol=1e-2, atol=1e-1)
print("ratio", timed(quick.mix) / reference_s)
"""
