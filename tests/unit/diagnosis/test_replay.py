"""A check's calls are repeated on another implementation, writing into arrays included."""

from __future__ import annotations

from types import ModuleType

import numpy as np

from grader.diagnosis.replay import agrees, overwritten, replay
from grader.sandbox.transcript import Call, Transcript

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
