"""`student` reads like a module; what it does happens in the worker."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks.proxy import Remote, assign, fetch, first_of, hold, kind_of
from grader.errors import StudentRaised
from grader.sandbox.wire import WireError
from tests.unit.checks.conftest import Load

SOURCE = """
import numpy as np

version = 3
_hidden = 5

class Layer:
    shared = "of the class"

    def __init__(self, W, *, pad=0):
        self.W, self.pad = W, pad
        self.params = {"W": W}
        self._cache = "kept"

    def forward(self, x, *others, scale=1, **more):
        return x * self.W * scale, len(others), sorted(more)

    def __call__(self, x):
        return self.forward(x)[0]

    @property
    def failing(self):
        raise ValueError("no")

    def itself(self):
        return self

    def several(self):
        return [self, {"layer": self, "n": 1}, (self,)]

def apply(function, x):
    return function(x)

def build(kind, *args, **kwargs):
    return kind(*args, **kwargs)

def is_layer(value):
    return isinstance(value, Layer)

def nothing():
    pass
"""


@pytest.fixture
def student(load: Load) -> Remote:
    """A module with a class, functions and values."""
    made = load(SOURCE)
    assert isinstance(made, Remote)
    return made


def test_functions_take_positions_and_keywords(student: Remote) -> None:
    """As they were called; results are plain data."""
    layer = student.Layer(2.0, pad=1)
    assert layer.forward(3, 4, 5, scale=10, b=1, a=2) == (60.0, 2, ["a", "b"])
    assert student.nothing() is None


def test_attributes_are_read_each_time(student: Remote) -> None:
    """Of modules, classes and instances."""
    layer = student.Layer(2.0)
    assert (student.version, student.Layer.shared, layer.pad) == (3, "of the class", 0)
    student.version = 4
    layer.pad = 7
    assert (student.version, layer.pad) == (4, 7)
    assert layer.params == {"W": 2.0}


def test_private_names_can_be_asked_for_but_special_ones_cannot(student: Remote) -> None:
    """A check may look at _cache; __class__ and __dict__ are the proxy's own."""
    assert student._hidden == 5
    assert student.Layer(1)._cache == "kept"
    with pytest.raises(AttributeError):
        student.__file__  # noqa: B018
    assert type(student) is Remote


def test_a_name_that_is_not_there_is_the_students_error(student: Remote) -> None:
    """On a module, an instance, and when it is called."""
    for ask in (
        lambda: student.Convolution,
        lambda: student.Convolution(1),
        lambda: student.Layer(1).backward(1),
        lambda: student.Layer(1).dW,
    ):
        with pytest.raises(StudentRaised) as raised:
            ask()
        assert raised.value.kind == "AttributeError"


def test_an_error_in_a_property_is_the_students(student: Remote) -> None:
    """It is raised where the check reads it."""
    with pytest.raises(StudentRaised, match="ValueError: no"):
        student.Layer(1).failing  # noqa: B018


def test_objects_and_callables_can_be_arguments(student: Remote) -> None:
    """Instances, classes, functions and bound methods, alone or inside containers."""
    layer = student.Layer(2.0)
    assert student.apply(layer, 3) == 6.0
    assert student.apply(layer.forward, 3)[0] == 6.0
    assert student.apply(student.is_layer, layer) is True
    assert student.is_layer([layer]) is False
    assert student.build(student.Layer, W=5.0, pad=1).W == 5.0
    np.testing.assert_array_equal(student.apply(layer, np.ones(2)), [2, 2])


def test_objects_come_back_wherever_they_are(student: Remote) -> None:
    """Inside lists, dicts and tuples as well, and they are the same ones."""
    layer = student.Layer(2.0)
    one, named, (alone,) = layer.several()
    for same in (layer.itself(), one, named["layer"], alone):
        assert isinstance(same, Remote)
        assert student.is_layer(same) is True
        assert same.W == 2.0
    assert named["n"] == 1


def test_what_cannot_be_sent_is_the_authors_error(student: Remote) -> None:
    """Not the student's: it is raised as it is."""
    with pytest.raises(WireError):
        student.Layer(object())


def test_values_can_be_held_fetched_and_written_into(student: Remote) -> None:
    """The array stays the same object for all who share it."""
    held = hold(student, np.zeros(2))
    layer = student.Layer(held)
    assign(layer, "params", {"W": np.array([5.0, 6.0])})
    assert fetch(held).tolist() == [5.0, 6.0]
    assert layer.W.tolist() == [5.0, 6.0]
    assign(layer, "W", np.ones(2))
    assert fetch(held).tolist() == [1.0, 1.0]


def test_the_first_of_several_names_counts(student: Remote) -> None:
    """With none there, the error speaks of the first."""
    layer = student.Layer(2.0)
    assert first_of(layer, "weight", "W", "pad") == 2.0
    with pytest.raises(StudentRaised, match="weight"):
        first_of(layer, "weight", "kernel")
    with pytest.raises(StudentRaised, match="ValueError"):
        first_of(layer, "failing", "W")


@pytest.mark.parametrize(
    ("value", "kind"), [(None, "NoneType"), ([], "list"), (np.zeros(1), "ndarray"), (1.5, "float")]
)
def test_plain_data_is_named_by_its_class(value: object, kind: str) -> None:
    """As the student would say it."""
    assert kind_of(value) == kind


def test_what_stays_in_the_worker_is_named_by_its_class_there(student: Remote) -> None:
    """An uncalled method is a function to everybody."""
    layer = student.Layer(1)
    assert kind_of(layer) == "Layer"
    assert kind_of(layer.forward) == "function"
    assert repr(layer) == "<Layer in the worker>"
