"""A check's calls are repeated on another implementation, writing into arrays included."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace

import numpy as np

from grader.diagnosis.drawn import seeded
from grader.diagnosis.replay import agrees, explains, overwritten, replay
from grader.diagnosis.sameness import same
from grader.sandbox.transcript import Call, Transcript
from grader.sandbox.wire import Handle

MODULE = 1


def module() -> ModuleType:
    made = ModuleType("wrong")
    made.params = {"W": np.zeros(2)}  # type: ignore[attr-defined]
    made.total = lambda: float(made.params["W"].sum())  # type: ignore[attr-defined]
    return made


WRITE = Call("assign", MODULE, "params", ({"W": np.array([1.0, 2.0])},), {})
ASK = Call("call", MODULE, "total", (), {}, value=3.0)


def test_what_was_assigned_is_assigned_again() -> None:
    """The other implementation then answers with the same numbers."""
    answers = list(replay(Transcript(MODULE, (WRITE, ASK)), module()))
    assert agrees(WRITE, answers[0]) is None
    assert agrees(ASK, answers[1]) is True


def test_overwritten_attributes_are_known() -> None:
    """Only writing into an attribute counts, not asking for it."""
    assert overwritten(Transcript(MODULE, (WRITE, ASK))) == {"params"}


def test_an_object_tells_nothing_in_a_dict() -> None:
    """A dict of layers is compared by its keys."""
    layers = {"Conv1": Handle(7, "Convolution")}
    assert same(layers, {"Conv1": object()})
    assert not same(layers, {"conv1": object()})


def network(scale: float) -> ModuleType:
    """A module whose `Net` begins with random weights."""
    made = ModuleType("network")
    made.Net = lambda: SimpleNamespace(  # type: ignore[attr-defined]
        params={
            "W": scale * np.random.standard_normal((20, 20)),  # noqa: NPY002 - as students do
            "b": np.zeros(3),
        }
    )
    return made


def started(params: object) -> Transcript:
    """A check that makes a network and reads its weights."""
    make = Call("call", MODULE, "Net", (), {}, value=Handle(2, "Net"))
    return Transcript(MODULE, (make, Call("get", 2, "params", (), {}, value=params)), seed=5)


def test_who_draws_from_the_same_generator_has_the_same_numbers() -> None:
    """The generators begin where they began in the student's worker."""
    with seeded(5):
        drawn = network(1.0).Net().params
    assert explains(started(drawn), network(1.0))
    assert not explains(started(drawn), network(0.1))


def test_other_random_weights_of_the_same_scale_are_explained() -> None:
    """A student may draw from a generator of their own."""
    drawn = {"W": np.random.default_rng(0).normal(size=(20, 20)), "b": np.zeros(3)}
    assert explains(started(drawn), network(1.0))
    assert not explains(started(drawn), network(0.1))


def test_the_order_of_objects_tells() -> None:
    """Where a dict holds objects alone, their order is all that can be compared."""
    layers = {"Relu1": Handle(7, "Relu"), "Pool1": Handle(8, "Pooling")}
    assert same(layers, {"Relu1": object(), "Pool1": object()})
    assert not same(layers, {"Pool1": object(), "Relu1": object()})
