"""Reference classes in the place of a student's behave like classes."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from grader.assignment.reference import interfaces
from grader.checks.bench import Bench, StandIn
from grader.checks.proxy import Remote
from grader.errors import StudentRaised
from grader.limits import Limits
from grader.sandbox.plain import PlainFactory

REFERENCE = """
import numpy as np

SECRET = 42

class Scale:
    def __init__(self, W, b=0.0):
        self.W = W
        self.b = b

    def forward(self, x):
        if x.shape != self.W.shape:
            raise ValueError("another shape")
        self.x = x
        return self.W * x + self.b

    def backward(self, dout):
        self.dW = dout * self.x
        return dout * self.W

    def itself(self):
        return self

def double(x):
    return 2 * x
"""
STUDENT = """
import numpy as np
import layers
from layers import Scale, double

class Shifted(Scale):
    def forward(self, x):
        self.note = "mine"
        return super().forward(x) + 1

class Unfinished(Scale):
    def __init__(self, W):
        pass

def of(kind, W):
    return globals()[kind](W)

def in_place(W, x):
    layer = Scale(W)
    first = layer.forward(x)
    W -= 1.0
    return first, layer.forward(x)

def kinds(W):
    return isinstance(Shifted(W), Scale), type(Scale(W)) is Scale, Scale.__name__

def note(W, x):
    layer = Shifted(W)
    layer.forward(x)
    return layer.note, layer.x

def set_weights(W, x):
    layer = Scale(np.zeros_like(W))
    layer.W = W
    first = layer.forward(x)
    W += 1.0
    return first, layer.forward(x)

def ask(request):
    return Scale._ask(*request)

def method_of_held(W):
    held = Scale._ask("hold", None, None, [W], {})
    return Scale._ask("get", held.number, "tobytes", [], {})

def hidden_name():
    return layers.SECRET
"""


@pytest.fixture(scope="module")
def stand_in() -> Iterator[StandIn]:
    factory = PlainFactory(["numpy"])
    names = {"layers": interfaces(REFERENCE)}
    yield StandIn(factory, {"layers": REFERENCE}, names, Limits())
    factory.close()


@pytest.fixture(scope="module")
def student(stand_in: StandIn) -> Iterator[Remote]:
    factory = PlainFactory(["numpy"])
    bench = Bench(factory, "net", {"net": STUDENT}, Limits(), stand_in=stand_in)
    yield bench.load()
    bench.close()
    factory.close()


@pytest.fixture(name="W")
def weights() -> np.ndarray:
    return np.array([2.0, 3.0])


def test_a_method_is_carried_out_by_the_reference(student: Remote, W: np.ndarray) -> None:
    """What comes back from a call is plain data, and attributes that it set can be read."""
    layer = student.of("Scale", W)
    assert layer.forward(W).tolist() == [4.0, 9.0]
    assert layer.backward(np.ones(2)).tolist() == [2.0, 3.0]
    assert layer.dW.tolist() == [2.0, 3.0]


def test_arrays_given_to_the_constructor_stay_shared(student: Remote, W: np.ndarray) -> None:
    """What training changes in place reaches the reference's layer."""
    first, second = student.in_place(W, np.ones(2))
    assert first.tolist() == [2.0, 3.0]
    assert second.tolist() == [1.0, 2.0]


def test_arrays_given_to_an_attribute_stay_shared(student: Remote, W: np.ndarray) -> None:
    """A new array in an attribute is used, and so is what is written into it later."""
    first, second = student.set_weights(W, np.ones(2))
    assert first.tolist() == [2.0, 3.0]
    assert second.tolist() == [3.0, 4.0]


def test_isinstance_and_subclasses_work(student: Remote, W: np.ndarray) -> None:
    """It is a class: instances have it as their type, and it can be derived from."""
    assert student.kinds(W) == (True, True, "Scale")
    assert student.of("Shifted", W).forward(W).tolist() == [5.0, 10.0]


def test_a_subclass_keeps_its_own_attributes(student: Remote, W: np.ndarray) -> None:
    """Attributes that the reference has are there, all others are here."""
    note, x = student.note(W, W)
    assert note == "mine"
    assert x.tolist() == W.tolist()


def test_a_missing_super_call_is_named(student: Remote, W: np.ndarray) -> None:
    """A subclass without super().__init__ hears what it lacks."""
    with pytest.raises(StudentRaised, match=r"Unfinished.__init__ must call super"):
        student.of("Unfinished", W).forward(W)


def test_an_unknown_attribute_is_an_attribute_error(student: Remote, W: np.ndarray) -> None:
    """A dw in the place of dW fails as it would with any class."""
    with pytest.raises(StudentRaised, match="'Scale' object has no attribute 'dw'"):
        _ = student.of("Scale", W).dw


def test_an_error_of_the_reference_reaches_the_student(student: Remote, W: np.ndarray) -> None:
    """A ValueError there is a ValueError here."""
    with pytest.raises(StudentRaised, match="another shape") as caught:
        student.of("Scale", W).forward(np.ones(3))
    assert caught.value.kind == "ValueError"


def test_an_object_of_the_reference_stays_there(student: Remote, W: np.ndarray) -> None:
    """What is no plain data cannot come back, and that is said."""
    with pytest.raises(StudentRaised, match="itself returned an object"):
        student.of("Scale", W).itself()


def test_other_names_of_the_module_are_not_there(student: Remote) -> None:
    """Constants and imports of the reference stay with the reference."""
    with pytest.raises(StudentRaised, match="SECRET"):
        student.hidden_name()


@pytest.mark.parametrize(
    "request_",
    [
        ("call", "layers", "np", [], {}),
        ("call", "layers", "__loader__", [], {}),
        ("get", 1, "__globals__", [], {}),
        ("get", 2, "SECRET", [], {}),
        ("call", 10_000, "forward", [], {}),
        ("assign", 10_000, None, [1.0], {}),
        ("load", None, "layers", [], {}),
        ("fetch", 1, None, [], {}),
    ],
)
def test_nothing_but_the_interface_can_be_asked_for(
    student: Remote, request_: tuple[object, ...]
) -> None:
    """A worker that makes up requests gets no further than the public names."""
    with pytest.raises(StudentRaised, match=r"none that can be met|there is no"):
        student.ask(request_)


def test_the_methods_of_shared_arrays_cannot_be_called(student: Remote, W: np.ndarray) -> None:
    """An array that is held there can be written and nothing else."""
    with pytest.raises(StudentRaised, match="none that can be met"):
        student.method_of_held(W)


def test_what_was_used_is_remembered(student: Remote, stand_in: StandIn, W: np.ndarray) -> None:
    """The record can say whose layers were used."""
    student.of("Scale", W)
    assert stand_in.used == {"layers"}
