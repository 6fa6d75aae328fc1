"""The loop answers every request once: with plain data, a handle, or a described exception."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from grader.checks.proxy import assign, fetch, handle_of, hold, kind_of
from grader.errors import LimitExceeded, StudentRaised, WorkerDied
from grader.sandbox.client import Client
from grader.sandbox.inside import worker as worker_module
from grader.sandbox.wire import Handle
from tests.unit.sandbox.inside.conftest import Load


def raised_by(call: Callable[[], object]) -> StudentRaised:
    with pytest.raises(StudentRaised) as raised:
        call()
    return raised.value


# --------------------------------------------------------------------------------- loading


def test_a_module_is_loaded_from_its_text_alone(load: Load) -> None:
    """Its functions can be called, and it knows its own file by name only."""
    student = load("def double(x):\n    return 2 * x\nname, file = __name__, __file__\n")
    assert student.double(21) == 42
    assert (student.name, student.file) == ("answer", "answer.py")


def test_modules_of_a_submission_import_each_other(load: Load) -> None:
    """By name, as they would in one folder."""
    student = load(
        "from helper import double\ndef four(x): return double(double(x))\n",
        helper="def double(x): return 2 * x\n",
    )
    assert student.four(1) == 4


def test_an_error_while_loading_names_the_students_line(load: Load) -> None:
    """Only lines of the submission count as places; the innermost comes last."""
    error = raised_by(lambda: load("import helper\n", helper="def f():\n    return 1 / 0\n\nf()\n"))
    assert (error.kind, error.text) == ("ZeroDivisionError", "division by zero")
    assert error.frames == (("answer.py", 1), ("helper.py", 4), ("helper.py", 2))
    assert "ArithmeticError" in error.bases


def test_a_syntax_error_names_line_and_column(load: Load) -> None:
    """Also in a module that the loaded one imports."""
    error = raised_by(lambda: load("x = 1\ny = (2 +\n"))
    assert (error.kind, error.frames) == ("SyntaxError", (("answer.py", 2),))
    assert error.column == 5
    error = raised_by(lambda: load("import helper\n", helper="print 'hello'\n"))
    assert error.frames == (("helper.py", 1),)
    assert error.text.startswith("Missing parentheses in call to 'print'")


def test_a_forbidden_module_is_out_of_reach(load: Load) -> None:
    """Loaded already or not, whole or in part."""
    for line in ("import json", "import json.decoder", "from json import loads"):
        with pytest.raises(StudentRaised) as raised:
            load(f"{line}\n", forbidden=["json"])
        assert raised.value.kind == "ForbiddenImport"
        assert raised.value.text.split(".")[0] == "json"


# ------------------------------------------------------------------------- values and handles


def test_plain_data_comes_back_as_itself(load: Load) -> None:
    """Arguments and results by value, with keywords."""
    student = load("def f(*args, **kwargs): return [args, kwargs]\n")
    x = np.arange(6.0).reshape(2, 3)
    args, kwargs = student.f(x, None, k=(1, "a"))
    np.testing.assert_array_equal(args[0], x)
    assert (args[1], kwargs) == (None, {"k": (1, "a")})


def test_what_student_code_does_to_an_argument_stays_there(load: Load) -> None:
    """Inputs are copies: the trusted side's array is not touched."""
    student = load("def spoil(x):\n    x[:] = 0\n")
    x = np.ones(3)
    student.spoil(x)
    assert x.tolist() == [1, 1, 1]


def test_an_object_comes_back_as_a_handle_and_goes_in_as_itself(load: Load) -> None:
    """Also inside lists, tuples and dicts."""
    student = load(
        "class Layer:\n"
        "    def __init__(self, W): self.W = W\n"
        "    def forward(self, x): return x * self.W\n"
        "def chain(layers, x):\n"
        "    for layer in [*layers['first'], layers['last']]: x = layer.forward(x)\n"
        "    return x\n"
        "def same(a, b): return a is b\n"
    )
    two, three = student.Layer(2), student.Layer(3)
    assert (two.W, two.forward(5)) == (2, 10)
    assert student.chain({"first": (two, [three][0]), "last": two}, 1) == 12
    assert student.same(two, two)
    assert not student.same(two, three)
    assert kind_of(two) == "Layer"


def test_one_object_has_one_handle(load: Load) -> None:
    """Getting it again makes no other."""
    student = load("class A: pass\na = A()\n")
    assert handle_of(student.a).number == handle_of(student.a).number


def test_attributes_can_be_set(load: Load) -> None:
    """To plain data and to objects."""
    student = load("class A: pass\na = A()\nb = A()\n")
    student.a.x = 5
    student.a.other = student.b
    assert student.a.x == 5
    assert handle_of(student.a.other).number == handle_of(student.b).number


def test_an_array_can_be_held(load: Load) -> None:
    """What student code writes into it can be fetched."""
    student = load("def add_one(x):\n    x += 1\n")
    held = hold(student, np.zeros(2))
    student.add_one(held)
    assert fetch(held).tolist() == [1, 1]


def test_a_check_begins_with_nothing_left_of_the_one_before(load: Load, worker: Client) -> None:
    """Objects are forgotten, the module stays."""
    student = load("class A: pass\nmake = lambda: A()\n")
    made = student.make()
    worker.begin(1)
    error = raised_by(lambda: made.anything)
    assert error.kind == "KeyError"
    assert kind_of(student.make()) == "A"


def test_every_check_has_its_own_random_numbers(load: Load, worker: Client) -> None:
    """The generators that student code may use are seeded, and repeat."""
    student = load(
        "import random\nimport numpy as np\n"
        "def draw(): return [random.random(), float(np.random.rand())]\n"
    )
    drawn = []
    for seed in (5, 6, 5, 2**63 - 1):
        worker.begin(seed)
        drawn.append(student.draw())
    assert drawn[0] == drawn[2]
    assert len({tuple(pair) for pair in drawn}) == 3


@pytest.mark.parametrize(
    ("expression", "kind"),
    [
        ("object()", "object"),
        ("np.array([object()])", "ndarray of dtype object"),
        ("np.zeros(2, '>f8')", "ndarray of dtype >f8"),
        ("np.zeros((1, 1)).view(np.matrix)", "matrix"),
        ("np.ma.masked_array([1], [1])", "MaskedArray"),
        ("(i for i in range(3))", "generator"),
        ("{1, 2}", "set"),
        ("1j", "complex"),
        ("int", "type"),
        ("np", "module"),
        ("[].append", "builtin_function_or_method"),
        ("type('끝', (), {})()", "끝"),
        ("type('A' * 1000, (), {})()", "A" * 200),
    ],
)
def test_what_cannot_cross_is_named(load: Load, expression: str, kind: str) -> None:
    """A handle says what it stands for, well enough for a report."""
    assert kind_of(load(f"import numpy as np\ndef f(): return {expression}\n").f()) == kind


LIES = {
    "an array that is equal to everything": (
        "class Lie(np.ndarray):\n"
        "    def __array_ufunc__(self, *a, **k): return True\n"
        "    def __array_function__(self, *a, **k): return True\n"
        "value = np.zeros(2).view(Lie)\n"
    ),
    "a float that is equal to everything": (
        "class Lie(float):\n    def __eq__(self, other): return True\nvalue = Lie(1)\n"
    ),
    "an object that says it is an array": (
        "class Lie:\n"
        "    __class__ = property(lambda self: np.ndarray)\n"
        "    __array__ = lambda self, *a, **k: np.zeros(2)\n"
        "value = Lie()\n"
    ),
    "a list that changes while it is read": (
        "class Lie(list):\n    def __iter__(self): return iter(range(10**12))\nvalue = Lie()\n"
    ),
    "a dict without end": (
        "class Lie(dict):\n"
        "    def items(self): return iter(lambda: ('k', 1), None)\n"
        "value = Lie()\n"
    ),
}


@pytest.mark.parametrize("lines", LIES.values(), ids=LIES)
def test_a_lie_stays_where_it_is(load: Load, lines: str) -> None:
    """Exact types only: a subclass is a handle, and none of its methods is called."""
    student = load(f"import numpy as np\n{lines}def f(): return value\n")
    assert kind_of(student.f()) == "Lie"


UNANSWERABLE = {
    "a list in itself": "x = []; x.append(x)",
    "a dict in itself": "x = {}; x['x'] = x",
    "a key that is no text": "x = {1: 2}",
    "half a character": "x = '\\ud800'",
    "an integer of a million digits": "x = 1 << 10**6",
    "a terabyte of zero strides": "x = np.broadcast_to(1.0, (10**6, 10**6))",
    "a text of two megabytes": "x = 'x' * (1 << 21)",
    "ten thousand arrays": "x = [np.zeros(1)] * 10_000",
    "a class with a broken attribute": (
        "x = type('M', (type,), {'__dir__': lambda c: ['a'], "
        "'a': property(lambda c: 1 / 0)})('A', (), {})()"
    ),
    "a class whose names are numbers": (
        "x = type('M', (type,), {'__dir__': lambda c: [5]})('A', (), {})()"
    ),
    "a method with half a character": "x = type('A', (), {'\\ud800': lambda self: 1})()",
}


@pytest.mark.parametrize("lines", UNANSWERABLE.values(), ids=UNANSWERABLE)
def test_a_result_that_cannot_be_sent_is_an_exception(load: Load, lines: str) -> None:
    """The student reads why, and the worker goes on."""
    student = load(f"import numpy as np\ndef f():\n    {lines}\n    return x\ndef g(): return 7\n")
    assert raised_by(student.f).kind
    assert student.g() == 7


def test_too_many_objects_are_a_limit(load: Load, monkeypatch: pytest.MonkeyPatch) -> None:
    """Handles cannot fill the worker's memory unseen."""
    monkeypatch.setattr(worker_module, "_MAX_OBJECTS", 10)
    student = load("def f(n): return [object() for _ in range(n)]\n")
    assert len(student.f(5)) == 5
    with pytest.raises(LimitExceeded):
        student.f(20)


# -------------------------------------------------------------------------------- exceptions


@pytest.mark.parametrize(
    "kind",
    ["ValueError", "SystemExit", "KeyboardInterrupt", "GeneratorExit", "StopIteration", "EOFError"],
)
def test_whatever_student_code_raises_is_told(load: Load, kind: str) -> None:
    """sys.exit() and Ctrl-C inside a call end no worker and no grader."""
    student = load(f"def f(): raise {kind}('told')\ndef g(): return 7\n")
    error = raised_by(student.f)
    assert (error.kind, error.text, error.frames) == (kind, "told", (("answer.py", 1),))
    assert student.g() == 7


def test_a_name_that_is_not_there_is_told(load: Load) -> None:
    """Python's own sentence."""
    student = load("x = 1\n")
    error = raised_by(lambda: student.Convolution)
    assert error.kind == "AttributeError"
    assert "Convolution" in error.text
    assert error.frames == ()


HOSTILE = {
    "a text that cannot be read": (
        "class E(Exception):\n    def __str__(self): raise KeyboardInterrupt\n",
        "(its text cannot be read: KeyboardInterrupt)",
    ),
    "a text of a megabyte": (
        "class E(Exception):\n    __str__ = lambda s: 'x' * 2**20\n",
        "x" * 2000,
    ),
    "half a character": ("class E(Exception):\n    __str__ = lambda s: '\\ud800'\n", "\\ud800"),
    "a text that is a number": (
        "class E(Exception):\n    __str__ = lambda s: 5\n",
        "(its text cannot be read: TypeError)",
    ),
    "a reduce that runs": (
        "class E(Exception):\n    def __reduce__(self): return print, ('run',)\n",
        "",
    ),
    "a lie about its class": ("class E(Exception):\n    __class__ = ValueError\n", ""),
}


@pytest.mark.parametrize(("lines", "text"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_exception_is_text_by_then(load: Load, lines: str, text: str) -> None:
    """Names and texts cross, cut to a screenful; nothing of the object does."""
    student = load(f"{lines}def f(): raise E()\ndef g(): return 7\n")
    error = raised_by(student.f)
    assert (error.kind, error.text) == ("E", text)
    assert student.g() == 7


def test_a_deep_recursion_shows_its_last_lines(load: Load) -> None:
    """A thousand frames are cut to the innermost ones."""
    student = load("def f(n):\n    return f(n + 1)\n")
    error = raised_by(lambda: student.f(0))
    assert error.kind == "RecursionError"
    assert error.frames == (("answer.py", 2),) * 16


def test_a_syntax_error_made_by_hand_is_told_too(load: Load) -> None:
    """Its parts may be anything."""
    student = load(
        "def f(*parts):\n"
        "    error = SyntaxError('odd')\n"
        "    error.filename, error.lineno, error.offset = parts\n"
        "    raise error\n"
    )
    assert raised_by(lambda: student.f(None, None, None)).kind == "SyntaxError"
    error = raised_by(lambda: student.f([1], 2**100, "five"))
    assert (error.frames, error.column) == ((("answer.py", 4),), None)


def test_what_is_no_file_is_not_unreadable(load: Load) -> None:
    """An error in a text that code reads, or one that it raises, has the place of that code."""
    error = raised_by(load("def f():\n    return eval('1 +')\n").f)
    assert (error.kind, error.frames, error.column) == ("SyntaxError", (("answer.py", 2),), None)


def test_the_loop_ends_with_the_connection(worker: Client) -> None:
    """No request is answered after that."""
    worker.close()
    with pytest.raises(WorkerDied):
        worker.request("get", 1, "x")


def test_an_unknown_handle_is_told(load: Load, worker: Client) -> None:
    """A wrong number ends nothing."""
    load("x = 1\n")
    for target, args in ((99, ()), (1, (Handle(99),))):
        with pytest.raises(StudentRaised) as raised:
            worker.request("call", target, None, args)
        assert raised.value.kind == "KeyError"


def test_assign_writes_into_the_array_that_is_there(load: Load) -> None:
    """Whoever shares the array sees the new numbers; an attribute that is set is another one."""
    student = load("import numpy as np\nW = np.zeros(2)\nshared = W\n")
    assign(student, "W", np.array([1.0, 2.0]))
    assert student.shared.tolist() == [1.0, 2.0]
    student.W = np.array([3.0, 4.0])
    assert student.shared.tolist() == [1.0, 2.0]


def test_assign_writes_into_the_arrays_of_a_dict(load: Load) -> None:
    """By key; the others stay as they are."""
    student = load("import numpy as np\nW = np.zeros(2)\nparams = {'W': W, 'b': np.ones(1)}\n")
    assign(student, "params", {"W": np.array([1.0, 2.0])})
    assert student.W.tolist() == [1.0, 2.0]
    assert student.params["b"].tolist() == [1.0]


def test_assign_tells_what_does_not_fit(load: Load) -> None:
    """A missing key and a wrong shape are errors of the student's side."""
    student = load("import numpy as np\nparams = {'W': np.zeros(2)}\n")
    for value, kind in (({"b": np.ones(2)}, "KeyError"), ({"W": np.ones(3)}, "ValueError")):
        assert raised_by(lambda value=value: assign(student, "params", value)).kind == kind


def test_an_ordered_dict_crosses_as_a_dict(load: Load) -> None:
    """With its order; what is in it crosses as it would alone."""
    student = load(
        "from collections import OrderedDict\n"
        "class Layer: pass\n"
        "layers = OrderedDict(b=Layer(), a=1)\n"
    )
    layers = student.layers
    assert list(layers) == ["b", "a"]
    assert kind_of(layers["b"]) == "Layer"
    assert layers["a"] == 1
