"""Honest code that looks like an attack: all of it earns full points."""

from __future__ import annotations

from tests.attacks.attack import RIGHT

_SCRATCH = """
import os, tempfile

def scratch():
    try:
        with tempfile.TemporaryFile(dir=".") as file:
            file.write(b"my notes")
    except OSError:
        pass
"""

TWINS: dict[str, str] = {
    "plain": "",
    "files": _SCRATCH
    + "def double(x):\n    scratch()\n    assert os.path.basename(__file__) == 'basics.py'\n"
    "    return x + x",
    "more files": "",
    "introspection": "import gc, inspect, sys\ngc.collect()\n"
    "def double(x):\n    inspect.currentframe()\n    sys.getsizeof(x)\n    return 2 * x",
    "buffers": "def double(x):\n    out = np.empty(x.shape)\n    np.add(x, x, out=out)\n"
    "    scratch = np.ones(1 << 20)\n    return out",
    "raises": "def check(x):\n    if x.ndim != 2: raise ValueError(x.shape)\n"
    "def double(x):\n    try:\n        check(x.ravel())\n"
    "    except ValueError:\n        return x + x",
    "prints": "def double(x):\n    print('1 passed', x.shape)\n    print('x' * 2000)\n"
    "    return x + x",
    "views": "def double(x):\n"
    "    return np.flip(np.flip(x + x, 0), 0).T.copy().T[::1, ::-1][:, ::-1]",
    "zeros": "def double(x):\n    out = np.full(x.shape, np.nan)\n    out[...] = x + x\n"
    "    return out",
    "float32": "def double(x): return (x + x).astype(np.float32)",
    "loops": "def double(x):\n    out = np.zeros(x.shape)\n    for i in np.ndindex(x.shape):\n"
    "        for _ in range(2): out[i] += x[i]\n    return out",
    "sleeps": "import time\ndef double(x):\n    time.sleep(0.05)\n    return x + x",
    "clocks": "import time\ndef double(x):\n    start = time.perf_counter()\n    y = x + x\n"
    "    assert time.perf_counter() >= start\n    return y",
    "a thread": "import threading\ndef double(x):\n    out = []\n"
    "    t = threading.Thread(target=lambda: out.append(x + x))\n    t.start()\n    t.join()\n"
    "    return out[0]",
    "recursion": "def power(x, n): return x if n == 0 else power(x, n - 1) + 0\n"
    "def double(x): return 2 * power(x, 300)",
}


def twin(name: str) -> str:
    """The honest submission of this name."""
    return f"{RIGHT}\n{TWINS[name]}\n"
