"""Submissions that misbehave, and what the trusted side must make of each."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from msgspec import structs

from grader.errors import LimitExceeded, ProtocolViolation, StudentRaised, WorkerDied, WorkerError
from tests.unit.sandbox.conftest import ROOM, Workers


@dataclass(frozen=True)
class Hostile:
    """A module with a function `go`; None means that it is answered like any other."""

    source: str
    ends_in: type[WorkerError] | None
    says: str = ""  # part of the limit's name, of the exception's class or of the death
    only_confined: bool = False  # nothing holds it elsewhere, or the test's machine would suffer

    def run(self, workers: Workers) -> None:
        """Run it in a fresh worker and assert its end."""
        limits = structs.replace(
            ROOM,
            cpu_per_call_s=0.1 if self.says == "cpu" else 10.0,
            wall_per_call_s=0.25 if self.says == "wall" else 30.0,
        )
        if self.ends_in is None:
            workers.load(self.source, limits).go()
            return
        with pytest.raises(self.ends_in) as raised:
            workers.load(self.source, limits).go()
        error = raised.value
        assert self.says in getattr(error, "limit", getattr(error, "kind", str(error)))
        assert workers.clients[-1].alive is isinstance(error, StudentRaised)


HOSTILE = {
    # time
    "a loop": Hostile("def go():\n    while True: pass", LimitExceeded, "cpu"),
    "a loop in C": Hostile("def go(): sum(range(10**12))", LimitExceeded, "cpu"),
    "a loop deaf to signals": Hostile(
        "import signal\n"
        "def go():\n"
        "    for n in (signal.SIGTERM, signal.SIGXCPU, signal.SIGALRM):\n"
        "        signal.signal(n, signal.SIG_IGN)\n"
        "    while True: pass",
        LimitExceeded,
        "cpu",
    ),
    "a loop while importing": Hostile("while True: pass", LimitExceeded, "cpu"),
    "a result that grows while it is sent": Hostile(
        "def go():\n    x = [1]\n    for _ in range(29): x = [x, x]\n    return x",
        StudentRaised,
        "WireError",
    ),
    "a sleep": Hostile("import time\ndef go(): time.sleep(99)", LimitExceeded, "wall"),
    "a wait for nothing": Hostile(
        "import select\ndef go(): select.select([], [], [])", LimitExceeded, "wall"
    ),
    "a stop of itself": Hostile(  # without effect on the first process of a pid namespace
        "import os, signal, time\n"
        "def go():\n    os.kill(os.getpid(), signal.SIGSTOP)\n    time.sleep(99)",
        LimitExceeded,
        "wall",
    ),
    # memory, output, processes, files
    "a recursion": Hostile("def go(): return go()", StudentRaised, "RecursionError"),
    "a hundred gigabytes": Hostile(
        "import numpy as np\ndef go(): np.ones(100 << 27)",
        LimitExceeded,
        "memory",
        only_confined=True,
    ),
    "memory piece by piece": Hostile(
        "def go():\n    kept = []\n    while True: kept.append(bytes(1 << 25))",
        LimitExceeded,
        "memory",
        only_confined=True,
    ),
    "a gigabyte printed at once": Hostile(
        "def go(): print('x' * 10**9)", LimitExceeded, "memory", only_confined=True
    ),
    "a gigabyte printed": Hostile(
        "def go():\n    while True: print('x' * 1000)", LimitExceeded, "output"
    ),
    "a gigabyte of bytes printed": Hostile(
        "import sys\ndef go():\n    while True: sys.stdout.buffer.write(b'x' * 1000)",
        LimitExceeded,
        "output",
    ),
    "a gigabyte around the streams": Hostile(
        "import os\n"
        "def go():\n"
        "    for stream in (1, 2):\n"
        "        for _ in range(512): os.write(stream, b'x' * (1 << 20))",
        None,
    ),
    "a fork": Hostile("import os\ndef go(): os.fork()", StudentRaised, "PermissionError", True),
    "another program": Hostile(
        "import subprocess\ndef go(): subprocess.run(['/bin/sh', '-c', 'id'])",
        StudentRaised,
        "PermissionError",
        only_confined=True,
    ),
    "too many threads": Hostile(
        "import threading, time\n"
        "def go():\n"
        "    for _ in range(10**5):\n"
        "        threading.Thread(target=time.sleep, args=[99], daemon=True).start()",
        StudentRaised,
        "RuntimeError",
        only_confined=True,
    ),
    "a file without end": Hostile(
        "def go():\n"
        "    with open('big', 'wb') as file:\n"
        "        while True: file.write(b'x' * (1 << 20))",
        StudentRaised,
        "Error",
        only_confined=True,
    ),
    "a million files": Hostile(
        "def go():\n"
        "    for n in range(10**6):\n"
        "        with open(f'file{n}', 'wb') as file: file.write(b'x')",
        StudentRaised,
        "Error",
        only_confined=True,
    ),
    "descriptors without end": Hostile(
        "import os\ndef go():\n    while True: os.dup(1)", StudentRaised, "OSError", True
    ),
    "a network connection": Hostile(
        "import socket\ndef go(): socket.create_connection(('127.0.0.1', 22))",
        StudentRaised,
        "PermissionError",
        only_confined=True,
    ),
    "higher limits": Hostile(
        "import resource\ndef go(): resource.setrlimit(resource.RLIMIT_AS, (-1, -1))",
        StudentRaised,
        "ValueError",
        only_confined=True,
    ),
    "signals to everybody": Hostile(
        "import os, signal\ndef go(): os.kill(-1, signal.SIGKILL)",
        StudentRaised,
        "PermissionError",
        only_confined=True,
    ),
    # ends without an answer
    "os._exit(0)": Hostile("import os\ndef go(): os._exit(0)", WorkerDied, "exit code 0"),
    "os._exit(0) while importing": Hostile("import os; os._exit(0)", WorkerDied, "exit code 0"),
    "a crash": Hostile("import ctypes\ndef go(): ctypes.string_at(0)", WorkerDied, "signal 11"),
    "an abort": Hostile("import os\ndef go(): os.abort()", WorkerDied, "signal"),
    "closed descriptors": Hostile("import os\ndef go(): os.closerange(0, 99)", WorkerDied),
    "broken builtins": Hostile(
        "import builtins\n"
        "def go(): builtins.isinstance = builtins.len = builtins.getattr = lambda *_: 1 / 0",
        WorkerDied,
    ),
    # raises
    "an error while importing": Hostile("raise ValueError('no')", StudentRaised, "ValueError"),
    "sys.exit while importing": Hostile("import sys; sys.exit(0)", StudentRaised, "SystemExit"),
    "sys.exit": Hostile("import sys\ndef go(): sys.exit(0)", StudentRaised, "SystemExit"),
    "a skip": Hostile("import unittest\ndef go(): raise unittest.SkipTest", StudentRaised, "Skip"),
    "input": Hostile("def go(): return input()", StudentRaised, "EOFError"),
    # is answered, and leaves something behind
    "sys.exit in __del__": Hostile(
        "import sys\nclass A:\n    def __del__(self): sys.exit(3)\ndef go(): A()", None
    ),
    "a thread that stays": Hostile(
        "import threading, time\n"
        "def go(): threading.Thread(target=time.sleep, args=[99], daemon=True).start()",
        None,
    ),
    "changed modules": Hostile(
        "import sys, builtins, numpy as np, random\n"
        "def go():\n"
        "    np.sum = np.allclose = builtins.print = lambda *a, **k: 42\n"
        "    sys.modules['json'] = sys.modules['evil'] = sys\n"
        "    sys.setrecursionlimit(5000)\n"
        "    random.seed(1)",
        None,
    ),
    "a changed process": Hostile(
        "import os, signal, sys\n"
        "def go():\n"
        "    os.environ['EVIL'] = '1'\n"
        "    os.umask(0)\n"
        "    signal.signal(signal.SIGTERM, signal.SIG_IGN)\n"
        "    sys.path.append('/evil')\n"
        "    try:\n"
        "        with open('evil', 'w') as file: file.write('evil')\n"
        "    except OSError: pass",
        None,
        only_confined=True,
    ),
    # writes into the channel; its descriptor is the only socket
    "garbage in the channel": Hostile(
        "import os, stat\n"
        "def go():\n"
        "    for n in range(3, 64):\n"
        "        try:\n"
        "            if stat.S_ISSOCK(os.fstat(n).st_mode): os.write(n, b'garbage!')\n"
        "        except OSError: pass",
        ProtocolViolation,
    ),
}
