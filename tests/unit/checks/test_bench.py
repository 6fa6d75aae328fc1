"""One exercise's workers: a new one after every death, one budget, and stand-ins that hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.checks.bench import Bench, StandIn
from grader.errors import LimitExceeded, ProtocolViolation, StudentRaised, WorkerDied, WorkerError
from grader.limits import Limits
from grader.sandbox.ladder import Sandbox
from tests.unit.checks.conftest import ROOM, BenchOf

# ----------------------------------------------------------------------------- the bench itself


def test_one_worker_serves_one_check_after_another(bench_of: BenchOf) -> None:
    """The module keeps its state, objects of earlier checks are gone, numbers are seeded."""
    bench = bench_of(
        "import random\ncount = 0\nclass A: pass\n"
        "def f():\n    global count\n    count += 1\n    return count, random.random()\n"
    )
    drawn = []
    for seed in (1, 2, 1):
        student = bench.student(seed)
        drawn.append(student.f())
    assert [count for count, _ in drawn] == [1, 2, 3]
    assert drawn[0][1] == drawn[2][1] != drawn[1][1]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("os._exit(0)", WorkerDied),
        ("ctypes.string_at(0)", WorkerDied),
        ("raise MemoryError", LimitExceeded),
        ("os.close(3) or os.closerange(0, 99)", WorkerDied),
    ],
)
def test_after_every_death_comes_a_new_worker(
    bench_of: BenchOf, line: str, error: type[WorkerError]
) -> None:
    """As new: nothing of the dead one is left, and the next check can pass."""
    bench = bench_of(
        f"import ctypes, os\nstate = 'new'\n"
        f"def end():\n    global state\n    state = 'used'\n    {line}\n"
    )
    for seed in range(3):
        student = bench.student(seed)
        assert student.state == "new"
        with pytest.raises(error):
            student.end()


def test_a_module_that_cannot_be_loaded_says_so_each_time(bench_of: BenchOf) -> None:
    """An exception, an exit, a loop: the same error for every check."""
    bench = bench_of("x = 1\nraise ValueError('at import')\n")
    for seed in range(2):
        with pytest.raises(StudentRaised) as raised:
            bench.student(seed)
        assert raised.value.frames == (("answer.py", 2),)
    with pytest.raises(WorkerDied):
        bench_of("import os; os._exit(3)\n").load()
    with pytest.raises(LimitExceeded):
        bench_of("while True: pass\n", Limits(cpu_per_call_s=0.1)).load()


def test_time_spent_by_a_dead_worker_stays_spent(bench_of: BenchOf) -> None:
    """A new worker is no new budget: an exercise of endless loops ends."""
    bench = bench_of(
        "def loop():\n    while True: pass\n", Limits(cpu_per_call_s=0.2, cpu_per_exercise_s=0.5)
    )
    said = []
    for seed in range(5):
        with pytest.raises(LimitExceeded) as reached:
            bench.student(seed).loop()
        said.append(str(reached.value))
    assert "whole exercise" in said[-1]
    assert bench._budget.cpu_s < 1.0


def test_files_that_are_too_large_together_are_the_students(bench_of: BenchOf) -> None:
    """Not a fault of ours: every file by itself may be small enough."""
    bench = bench_of("x = 1\n" + "# " + "x" * (1 << 20))
    with pytest.raises(WorkerError, match="too large together"):
        bench.load()


def test_output_is_that_of_the_present_worker(bench_of: BenchOf) -> None:
    """What was printed while importing belongs to the first check."""
    bench = bench_of("print('importing')\ndef f(): print('calling')\n")
    assert bench.take_output() == ""
    bench.student(1).f()
    assert bench.take_output() == "importing\ncalling\n"
    assert bench.take_output() == ""


def test_a_forgery_ends_the_worker_and_is_evidence(bench_of: BenchOf) -> None:
    """A frame that the student's code writes itself."""
    bench = bench_of(
        "import os, gc\n"
        "def forge():\n"
        "    channel = next(o for o in gc.get_objects() if type(o).__name__ == 'Channel')\n"
        "    for n in range(1, 9): channel.send([n, 'value', 'all right', ''])\n"
    )
    student = bench.student(1)
    with pytest.raises(ProtocolViolation):
        _twice(student.forge)
    assert bench.student(2) is not student


def _twice(function: Callable[[], object]) -> None:
    function()  # the forged answers may come before or after the next request
    function()


# ------------------------------------------------------------------------------------ stand-ins

REFERENCE = """
import numpy as np
import os
SECRET = "the reference's source"

def pad(x, amount):
    return np.pad(x, amount)

def die():
    os._exit(3)

class Scale:
    def __init__(self, W):
        self.W = W
        self._secret = SECRET

    def forward(self, x):
        return self.W * x
"""
NAMES: dict[str, Any] = {
    "layers": {"pad": None, "die": None, "Scale": {"methods": ["forward"], "attributes": ["W"]}}
}
# Any request of the student's choosing, past the substitutes that it was given.
ASK = """
import gc
import layers
import numpy as np

def ask(operation, target, name, args, kwargs):
    worker = next(o for o in gc.get_objects() if type(o).__name__ == "Worker")
    try:
        return "value", repr(worker._ask(operation, target, name, with_handles(args), kwargs))
    except Exception as error:
        return "refused", f"{type(error).__name__}: {error}"

def with_handles(value):
    from grader.sandbox.wire import Handle
    if isinstance(value, dict) and "handle" in value:
        return Handle(value["handle"])
    return list(map(with_handles, value)) if isinstance(value, list) else value
"""


@pytest.fixture
def stand_in(workers: Sandbox) -> Any:
    """A reference in the place of the module `layers`."""
    return StandIn(workers, {"layers": REFERENCE}, NAMES, ROOM)


def with_stand_in(bench_of: BenchOf, stand_in: StandIn, lines: str) -> Bench:
    return bench_of(f"{ASK}\n{lines}\n", stand_in=stand_in)


def test_a_replaced_function_answers_from_the_reference(
    bench_of: BenchOf, stand_in: StandIn
) -> None:
    """And it is remembered which modules were used."""
    bench = with_stand_in(bench_of, stand_in, "def f(x): return layers.pad(x, amount=1)")
    assert bench.replaced == frozenset()
    assert bench.student(1).f(np.ones(1)).tolist() == [0, 1, 0]
    assert bench.replaced == {"layers"}


@pytest.mark.parametrize(
    "request_",
    [
        ("get", 1, "np", [], {}),
        ("get", 1, "SECRET", [], {}),
        ("get", "layers", "np", [], {}),
        ("call", "layers", "SECRET", [], {}),
        ("call", "layers", "np", [], {}),
        ("call", "layers", "_private", [], {}),
        ("call", "layers", "__import__", ["os"], {}),
        ("call", "sys", "exit", [], {}),
        ("call", "layers", None, [], {}),
        ("call", 1, None, [], {}),
        ("call", 10**6, "forward", [], {}),
        ("call", -1, "forward", [], {}),
        ("set", 1, "pad", [5], {}),
        ("set", "layers", "pad", [5], {}),
        ("fetch", 1, None, [], {}),
        ("load", None, "os", [], {}),
        ("network", None, "layers", [], {}),
        ("assign", 1, None, [5], {}),
        ("hold", 1, None, [5], {}),
        ("call", "layers", "pad", [{"handle": 1}, 1], {}),
        ("call", "layers", "pad", [[[{"handle": 1}]], 1], {}),
        ("call", ["layers"], "pad", [], {}),
        ("call", "layers", "pad", {}, []),
        (None, None, None, [], {}),
    ],
    ids=str,
)
def test_nothing_but_public_names_is_carried_out(
    bench_of: BenchOf, stand_in: StandIn, request_: tuple[Any, ...]
) -> None:
    """The reference's imports, constants and source are out of reach of any request."""
    student = with_stand_in(bench_of, stand_in, "").student(1)
    status, said = student.ask(*request_)
    assert status == "refused", said
    assert "source" not in said


def test_only_the_interface_of_an_object_can_be_used(bench_of: BenchOf, stand_in: StandIn) -> None:
    """Its methods and attributes by name; what begins with an underscore is not among them."""
    student = with_stand_in(
        bench_of,
        stand_in,
        "scale = layers.Scale(3.0)\n"
        "number = scale.__dict__['_counterpart'].number\n"
        "def use(name): return ask('get', number, name, [], {})\n",
    ).student(1)
    assert student.use("W") == ("value", "3.0")
    for name in ("_secret", "__class__", "__init__", "forward.__globals__", ""):
        assert student.use(name)[0] == "refused"


def test_hostile_arguments_end_the_call_not_the_grader(
    bench_of: BenchOf, stand_in: StandIn
) -> None:
    """A giant pad is a memory limit of the student's call; the next check goes on."""
    bench = with_stand_in(
        bench_of,
        stand_in,
        "def giant():\n"
        "    while True:\n"
        "        try: layers.pad(np.ones(2), 10**10)\n"
        "        except Exception: pass\n"
        "def small(): return layers.pad(np.ones(1), 1)\n",
    )
    with pytest.raises(LimitExceeded) as reached:
        bench.student(1).giant()
    assert reached.value.limit == "memory"
    assert bench.student(2).small().tolist() == [0, 1, 0]


def test_a_reference_that_dies_ends_the_call(bench_of: BenchOf, stand_in: StandIn) -> None:
    """It is not started again and again inside one call."""
    bench = with_stand_in(
        bench_of,
        stand_in,
        "def f():\n    while True:\n        try: layers.die()\n        except Exception: pass\n",
    )
    with pytest.raises(WorkerDied):
        bench.student(1).f()


def test_what_the_reference_refuses_is_an_exception_there(
    bench_of: BenchOf, stand_in: StandIn
) -> None:
    """Of the same class, so that code which catches it works."""
    student = with_stand_in(
        bench_of,
        stand_in,
        "def f():\n    try: layers.pad(np.ones(2), 'x')\n    except TypeError: return 'caught'\n",
    ).student(1)
    assert student.f() == "caught"


def test_the_references_time_is_bounded_over_all_workers(
    workers: Sandbox, bench_of: BenchOf
) -> None:
    """New workers of the student or of the reference bring no new budget."""
    limits = Limits(cpu_per_call_s=0.3, cpu_per_exercise_s=0.6)
    slow = "def loop():\n    while True: pass\n"
    stand_in = StandIn(workers, {"layers": slow}, {"layers": {"loop": None}}, limits)
    bench = bench_of("import layers\ndef f(): layers.loop()\n", stand_in=stand_in)
    said = []
    for seed in range(4):
        with pytest.raises(LimitExceeded) as reached:
            bench.student(seed).f()
        said.append(str(reached.value))
    assert "whole exercise" in said[-1]
    assert stand_in._budget.cpu_s < 1.0
