"""A mistake is known by its answers, and nobody gives the same answers twice."""

from __future__ import annotations

from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np

from grader.diagnosis.drawn import seeded
from grader.diagnosis.replays import Asked, Replays
from grader.diagnosis.sameness import STRICT
from grader.sandbox.transcript import Call, Transcript
from grader.sandbox.wire import Handle

MODULE = 1


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


def started(params: object) -> Asked:
    """A check that makes a network and reads its weights."""
    make = Call("call", MODULE, "Net", (), {}, value=Handle(2, "Net"))
    read = Call("get", 2, "params", (), {}, value=params)
    return Asked(Transcript(MODULE, (make, read), seed=5))


def test_who_draws_from_the_same_generator_has_the_same_numbers() -> None:
    """The generators begin where they began in the student's worker."""
    with seeded(5):
        drawn = network(1.0).Net().params
    replays = Replays()
    assert replays.explains(started(drawn), network(1.0))
    assert not replays.explains(started(drawn), network(0.1))


def test_other_random_weights_of_the_same_scale_are_explained() -> None:
    """A student may draw from a generator of their own."""
    drawn = {"W": np.random.default_rng(0).normal(size=(20, 20)), "b": np.zeros(3)}
    replays, right = Replays(), network(1.0)
    assert replays.explains(started(drawn), right)
    assert not replays.explains(started(drawn), network(0.1))
    assert replays.explains(started(drawn), right)  # from what was kept


def counter() -> tuple[ModuleType, list[float]]:
    """A module that adds up, in an array of its own that it gives out; and what it was asked."""
    made, asked = ModuleType("counter"), list[float]()

    class Sum:
        def __init__(self) -> None:
            self.total = np.zeros(1)

        def add(self, number: float) -> Any:
            asked.append(number)
            self.total += number
            return self.total

    made.Sum = Sum  # type: ignore[attr-defined]
    return made, asked


def sums(handle: int, *numbers: float, first: float = 0.0) -> Asked:
    """A check that adds up numbers; it met the object under this number."""
    totals = np.cumsum(numbers) + first
    calls = [Call("call", MODULE, "Sum", (), {}, value=Handle(handle, "Sum"))]
    calls += [
        Call("call", handle, "add", (number,), {}, value=np.array([total]))
        for number, total in zip(numbers, totals, strict=True)
    ]
    return Asked(Transcript(MODULE, tuple(calls)))


def test_the_same_questions_are_answered_once() -> None:
    """Whatever numbers the student's worker gave to its objects, and whatever they answered."""
    replays, (module, asked) = Replays(), counter()
    assert replays.explains(sums(2, 1.0, 2.0, 3.0), module)
    assert replays.explains(sums(7, 1.0, 2.0, 3.0), module)
    assert not replays.explains(sums(9, 1.0, 2.0, 3.0, first=1.0), module)
    assert asked == [1.0, 2.0, 3.0]


def test_other_questions_begin_anew() -> None:
    """The calls before the first new one are made again, for what they leave behind."""
    replays, (module, asked) = Replays(), counter()
    assert replays.explains(sums(2, 1.0, 2.0), module)
    assert replays.explains(sums(2, 1.0, 5.0), module)
    assert asked == [1.0, 2.0, 1.0, 5.0]


def test_strictly_asked_a_near_miss_explains_nothing() -> None:
    """What rounding may do to a network is a mistake of its own in a layer."""
    fine = np.linspace(1.0, 2.0, 50, dtype=np.float32)
    made = ModuleType("fine")
    made.f = lambda: fine  # type: ignore[attr-defined]
    coarse = fine.astype(np.float16).astype(np.float32)
    asked = Asked(Transcript(MODULE, (Call("call", MODULE, "f", (), {}, value=coarse),)))
    replays = Replays()
    assert replays.explains(asked, made)
    assert not replays.explains(asked, made, STRICT)


def test_what_could_not_be_sent_is_no_obstacle() -> None:
    """A value that was refused before it crossed is part of the transcript too."""
    replays, (module, asked) = Replays(), counter()
    odd = Call("call", MODULE, "Sum", (object(),), {}, raised=("TypeError", "no"))
    assert not replays.explains(Asked(Transcript(MODULE, (odd,))), module)
    assert asked == []
