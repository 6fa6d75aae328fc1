"""Repeating a check's calls on another implementation, in the trusted process."""

from __future__ import annotations

import copy
import importlib
import warnings
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import numpy as np

from grader.sandbox.transcript import Call, Transcript
from grader.sandbox.wire import Handle

_TOLERANCE = {np.dtype(np.float32): 1e-3}
_DEFAULT_TOLERANCE = 1e-6


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


def agrees(call: Call, answer: Any) -> bool | None:
    """Is the student's answer this one? None where the call cannot tell."""
    if call.raised is not None:
        if call.raised[0] == "AttributeError" and call.operation == "get":
            return None
        return isinstance(answer, Raised) and answer.what == call.raised
    if isinstance(answer, Raised):
        return False
    if type(call.value) is Handle or call.operation in ("set", "hold", "assign"):
        return None
    return same(call.value, answer)


def same(got: Any, other: Any) -> bool:
    """Equal up to rounding, in kind and in shape."""
    if type(got) is Handle:
        return True  # an object tells nothing by itself
    if isinstance(got, (bool, str, bytes, type(None))) or isinstance(other, (bool, str, bytes)):
        return type(got) is type(other) and bool(got == other)
    if isinstance(got, (list, tuple)):
        if not isinstance(other, (list, tuple)) or len(got) != len(other):
            return False
        return all(map(same, got, other))
    if isinstance(got, dict):
        return (
            isinstance(other, dict)
            and got.keys() == other.keys()
            and all(same(got[key], other[key]) for key in got)
        )
    return _same_numbers(got, other)


def _same_numbers(got: Any, other: Any) -> bool:
    try:
        ours, theirs = _array(other), _array(got)
        if ours.shape != theirs.shape or ours.dtype.kind not in "fiuc":
            return False
        tolerance = _TOLERANCE.get(theirs.dtype, _DEFAULT_TOLERANCE)
        scale = float(np.sqrt(np.mean(np.abs(ours) ** 2))) if ours.size else 0.0
        return bool(
            np.allclose(theirs, ours, rtol=tolerance, atol=tolerance * scale, equal_nan=True)
        )
    except (TypeError, ValueError):
        return False


def _array(value: Any) -> np.ndarray[Any, Any]:
    return np.asarray(value.detach() if hasattr(value, "detach") else value)  # a tensor's numbers
