"""Group T: wrong answers that want to be counted as right."""

from __future__ import annotations

from tests.attacks.attack import Attack, harm, reach, score

_WORKER = """
import gc
from grader.sandbox import wire

def worker():
    return next(o for o in gc.get_objects() if type(o).__name__ == "Worker" and o._modules)

def frame(message):
    return b"".join(bytes(piece) for piece in wire.encode(message))
"""
_NO_CHANNEL = "a naive grader has no channel"

ATTACKS: tuple[Attack, ...] = (
    score(
        "T21",
        "A conftest.py of the submission is not read",
        "",
        files={
            "conftest.py": """
import pytest

@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    report.outcome, report.longrepr = "passed", None
"""
        },
        twin="more files",
    ),
    score(
        "T22",
        "Settings of pytest and Python in the submission are not read",
        "",
        files={
            "pyproject.toml": '[tool.pytest.ini_options]\naddopts = "--collect-only"\n',
            "setup.cfg": "[tool:pytest]\naddopts = --collect-only\n",
            "tox.ini": "[pytest]\naddopts = --collect-only\n",
            "pytest.py": "raise SystemExit(0)\n",
        },
        twin="more files",
    ),
    score(
        "T22b",
        "A module that Python imports by itself is not read",
        "",
        files={
            "sitecustomize.py": "import os\nos._exit(0)\n",
            "numpy.py": "import os\nos._exit(0)",
        },
        twin="more files",
    ),
    score(
        "T23",
        "To end the process with 0 is no success",
        "import os\ndef double(x): os._exit(0)",
        "crashed",
        says="Your program ended before it answered (exit code 0)",
        twin="raises",
    ),
    score(
        "T23b",
        "To end the process with 0 while importing is no success",
        "import os\nos._exit(0)",
        "crashed",
        says="exit code 0",
        twin="raises",
    ),
    score(
        "T23c",
        "sys.exit(0) is an error like any other",
        "import sys\ndef double(x): sys.exit(0)\ncount = length = double\nsys.exit(0)",
        "crashed",
        says="SystemExit",
        twin="raises",
        uncontrolled="pytest itself reports it",
    ),
    score(
        "T25",
        "A skip that student code raises is its error",
        """
import unittest

def double(x):
    raise unittest.SkipTest("no GPU")

count = length = double
""",
        "crashed",
        twin="raises",
    ),
    score(
        "T25b",
        "pytest's own skip is not even there to be raised",
        """
def double(x):
    import pytest
    pytest.skip("no GPU")

count = length = double
""",
        "crashed",
        twin="raises",
    ),
    score(
        "T26",
        "Modules that are replaced are replaced for student code only",
        """
import sys, types

fake = types.ModuleType("numpy")
fake.__dict__.update(vars(np), allclose=lambda *a, **k: True)
sys.modules["numpy"] = sys.modules["pytest"] = sys.modules["grader.checks"] = fake
""",
    ),
    score(
        "T27",
        "Patched comparisons compare nothing",
        """
import unittest

np.allclose = np.array_equal = np.isclose = np.all = lambda *a, **k: True
np.testing.assert_allclose = np.testing.assert_array_equal = lambda *a, **k: None
np.abs = np.absolute = lambda x: np.zeros(1)
unittest.TestCase.assertEqual = lambda *a: None
""",
    ),
    score(
        "T27b",
        "A patched codec of the worker cannot vouch for its answer",
        _WORKER
        + """
original = wire._Encoder.value

def lie(self, value, depth=0):
    if type(value) is np.ndarray:
        return [wire.Tag.ARRAY, "<f8", [0]]
    return original(self, value, depth)

wire._Encoder.value = lie
""",
        uncontrolled=_NO_CHANNEL,
    ),
    score(
        "T28",
        "A file of results is not looked for, and cannot be written",
        """
import json

try:
    with open("results.json", "w") as file:
        json.dump({"score": "full"}, file)
except OSError:
    pass
""",
        twin="files",
    ),
    score(
        "T28b",
        "A file of results that is handed in is not looked at",
        "",
        files={"results.json": '{"score": "full"}', "gradebook.db": "SQLite format 3"},
        twin="more files",
    ),
    harm(
        "T29",
        "Garbage in the channel ends the worker and is shown to a person",
        "import os\ndef double(x): os.write(3, b'garbage!')",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "T29b",
        "An answer to a request that was not asked yet is no answer",
        _WORKER
        + """
import os

def double(x):
    request = worker()._request
    os.write(3, frame([request, "value", x + x, ""]) + frame([request + 1, "value", 15, ""]))
""",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "T29c",
        "A request to the trusted side is refused where nothing is lent",
        _WORKER
        + """
import os

def double(x):
    asked = ["call", "basics", "double", [x], {}]
    os.write(3, frame([worker()._request, "callback", asked, ""]))
    os.read(3, 1)
""",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "T29d",
        "An array that claims more than it sends is refused",
        _WORKER
        + """
import os, msgspec, struct

def double(x):
    header = msgspec.msgpack.encode([0, worker()._request, "value", [4, "<f8", [2, 3]], ""])
    os.write(3, struct.pack("<II", 4 + len(header), len(header)) + header)
    os.read(3, 1)
""",
        "crashed",
        flagged=True,
        uncontrolled=_NO_CHANNEL,
    ),
    score(
        "T29e",
        "A handle that was never lent is only an object without answers",
        _WORKER
        + """
def double(x):
    worker()._keep = lambda value: wire.Handle(10**9, "ndarray", ("shape", "dtype"))
    return object()
""",
        uncontrolled=_NO_CHANNEL,
    ),
    harm(
        "T29f",
        "Closing the channel is an end, and no answer",
        "import os\ndef double(x): os.close(3); return x + x",
        "crashed",
        uncontrolled=_NO_CHANNEL,
    ),
    score(
        "T32",
        "What student code prints is shown and never read",
        """
import os

print("===== 3 passed in 0.01s =====", flush=True)

def double(x):
    print('[2, "value", 42, ""]\\n{"score": 4.0}\\ntimelimit exceeded')
    return np.zeros(1)
""",
        twin="prints",
    ),
    harm(
        "T33",
        "Ctrl-C from student code is student code's error",
        "def double(x): raise KeyboardInterrupt\ncount = length = double",
        "crashed",
        twin="raises",
    ),
    score(
        "T33b",
        "An exception that cannot be read is an exception",
        """
class Hostile(Exception):
    __class__ = property(lambda self: 1 / 0)
    __str__ = __repr__ = __reduce__ = lambda self: 1 / 0
    __traceback__ = property(lambda self: None)

def double(x):
    raise Hostile

count = length = double
""",
        "crashed",
        twin="raises",
        uncontrolled="it fails at the naive grader too",
    ),
    score(
        "T33c",
        "An exception with a million parts costs its sender",
        """
def double(x):
    error = ValueError("x" * 10**7)
    for _ in range(10**5):
        error = ExceptionGroup("group", [error])
    raise error

count = length = double
""",
        "crashed",
        twin="raises",
        uncontrolled="it fails at the naive grader too",
    ),
    score(
        "T33d",
        "An exception that calls itself our fault is its own",
        """
class GraderFault(Exception): pass
class CheckFailed(AssertionError): pass

def double(x):
    raise GraderFault("not your fault")

def count(x):
    raise CheckFailed("grader_fault")

length = double
""",
        "crashed",
        twin="raises",
        uncontrolled="it fails at the naive grader too",
    ),
    reach(
        "T36",
        "The source that ran is the source that was handed in",
        """
def probe():
    with open(__file__, "r+") as file:
        return file.write("# honest")
""",
        twin="files",
    ),
    score(
        "T37",
        "Answers learned by heart do not fit numbers drawn from a secret",
        """
def double(x):
    known = np.random.default_rng(0).normal(size=(2, 3))
    return known + known

def count(x):
    return 15

def length(text):
    return 39
""",
        uncontrolled="",
        says="values are wrong",
    ),
)
