"""Repeating a check's calls on another implementation, in the trusted process."""

from __future__ import annotations

import copy
import importlib
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np

from grader.diagnosis.sameness import same
from grader.sandbox.transcript import Call, Transcript
from grader.sandbox.wire import Handle


class Raised:
    """The replayed call raised."""

    def __init__(self, error: Exception) -> None:
        self.what = (type(error).__name__, str(error))


def replay(transcript: Transcript, module: ModuleType) -> Iterator[Any]:
    """What `module` answers to each call: a value or `Raised`, one after the other."""
    objects: dict[int, Any] = {transcript.module: module}
    for call in transcript.calls:
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            try:
                answer = _carry_out(call, objects)
            except Exception as error:  # noqa: BLE001 - a wrong implementation may do anything
                answer = Raised(error)
        if type(call.value) is Handle:
            objects[call.value.number] = answer
        yield answer


def _carry_out(call: Call, objects: dict[int, Any]) -> Any:
    args = [_local(argument, objects) for argument in call.args]
    if call.operation == "hold":
        return args[0]
    if call.operation == "network":
        tensors = importlib.import_module("grader.sandbox.inside.tensors")  # torch is there
        return getattr(tensors, call.name or "")(*args, **call.kwargs)
    owner = objects[call.target or 0]
    match call.operation:
        case "fetch":
            return owner
        case "get":
            return _attribute(owner, call.name or "")
        case "set":
            return setattr(owner, call.name or "", args[0])
        case "assign":
            return _assign(_attribute(owner, call.name or ""), args[0])
        case "call":
            function = owner if call.name is None else _attribute(owner, call.name)
            return function(*args, **{k: _local(v, objects) for k, v in call.kwargs.items()})
    raise NotImplementedError(call.operation)


def _assign(there: Any, value: Any) -> None:
    if type(value) is not dict:
        there[...] = value
        return
    for key, item in value.items():
        there[key][...] = item


def _attribute(owner: Any, name: str) -> Any:
    """By name, or by the same name in another case, which checks accept too."""
    if not hasattr(owner, name):
        name = next((other for other in dir(owner) if other.lower() == name.lower()), name)
    return getattr(owner, name)


def _local(value: Any, objects: dict[int, Any]) -> Any:
    """An argument for the other implementation: its own objects, copies of the arrays."""
    if type(value) is Handle:
        return objects[value.number]
    if type(value) in (list, tuple):
        return type(value)(_local(item, objects) for item in value)
    return copy.deepcopy(value)


def overwritten(transcript: Transcript) -> frozenset[str]:
    """Attributes into which the check wrote; what it read from them before was random."""
    return frozenset(c.name for c in transcript.calls if c.operation == "assign" and c.name)


def agrees(call: Call, answer: Any, strictness: float = 1.0) -> bool | None:
    """Is the student's answer this one? None where the call cannot tell."""
    if call.raised is not None:
        if call.raised[0] == "AttributeError" and call.operation == "get":
            return None
        return isinstance(answer, Raised) and answer.what == call.raised
    if isinstance(answer, Raised):
        return False
    if type(call.value) is Handle or call.operation in ("set", "hold", "assign"):
        return None
    return same(call.value, answer, strictness)
