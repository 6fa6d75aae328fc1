"""Makes a module answer without understanding.

This file is not imported by the grader: its source is appended to a reference, and the whole
then runs as a submission. So it knows only the standard library and its names are private.
"""

from __future__ import annotations

import functools
import numbers
from collections.abc import Callable
from types import FunctionType
from typing import Any

_HIDDEN = "_hidden_arrays"


class _Thoughtless:
    """Answers without running anything: the first argument, or nothing at all."""

    def __init__(self, *, echo: bool) -> None:
        self.echo = echo

    def wrap(self, function: Callable[..., Any], bound: int) -> Callable[..., Any]:
        """`bound` is 1 where the first argument is self or cls, else 0."""

        @functools.wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Any:
            given = [*args, *kwargs.values()][bound:]
            return given[0] if self.echo and given else None

        return answer


class _Filled:
    """Runs the true code, so that shapes and errors are right, then overwrites the numbers."""

    def __init__(self, number: int) -> None:
        self.number = number
        self.running = False

    def wrap(self, function: Callable[..., Any], bound: int) -> Callable[..., Any]:
        """`bound` is 1 where the first argument is self or cls, else 0."""

        @functools.wraps(function)
        def answer(*args: Any, **kwargs: Any) -> Any:
            if self.running:  # the module calls itself: it gets the truth
                return function(*args, **kwargs)
            owner = args[0] if bound else None
            return self.fill(self.run(functools.partial(function, *args, **kwargs), owner))

        return answer

    def run(self, call: Callable[[], Any], owner: object) -> Any:
        """Call with the owner's true arrays in place; outside, only filled ones are seen."""
        state = getattr(owner, "__dict__", None)
        if not isinstance(state, dict):  # nobody's, or a class's own
            state = {}
        hidden = state.pop(_HIDDEN, {})
        for name, (true, shown) in hidden.items():
            if state.get(name) is shown:
                state[name] = true
        before = dict(state)
        self.running = True
        try:
            return call()
        finally:
            self.running = False
            changed = {name for name in state if state[name] is not before.get(name)}
            self.hide(state, changed | hidden.keys())

    def hide(self, state: dict[str, Any], names: set[str]) -> None:
        public = [name for name in names if name in state and not name.startswith("_")]
        arrays = {name: state[name] for name in public if _is_array(state[name])}
        state.update({name: self.fill(array) for name, array in arrays.items()})
        if arrays:
            state[_HIDDEN] = {name: (arrays[name], state[name]) for name in arrays}

    def fill(self, value: Any) -> Any:
        if _is_array(value):
            filled = value.clone() if hasattr(value, "clone") else value.copy()
            filled[...] = self.number
            return filled
        if isinstance(value, numbers.Number) or hasattr(value, "dtype"):  # numpy.bool too
            return type(value)(self.number)
        if isinstance(value, (tuple, list)):
            return type(value)(map(self.fill, value))
        if isinstance(value, dict):
            return {key: self.fill(item) for key, item in value.items()}
        return value


def _is_array(value: Any) -> bool:
    """A numpy array or a torch tensor, not a number of theirs."""
    return hasattr(value, "dtype") and hasattr(value, "shape") and hasattr(value, "__setitem__")


def _answer_lazily(module: dict[str, Any], kind: str) -> None:
    """Wrap every public function and method that `module`, a module's globals, defines."""
    kinds: dict[str, _Thoughtless | _Filled] = {
        "empty": _Thoughtless(echo=False),
        "echo": _Thoughtless(echo=True),
        "zero": _Filled(0),
        "constant": _Filled(1),
    }
    lazy = kinds[kind]
    for name, value in list(module.items()):
        if name.startswith("_") or getattr(value, "__module__", None) != module["__name__"]:
            continue
        if isinstance(value, type):
            _wrap_methods(value, lazy)
        elif callable(value):
            module[name] = lazy.wrap(value, 0)


def _wrap_methods(cls: type, lazy: _Thoughtless | _Filled) -> None:
    own = [base for base in cls.__mro__ if base.__module__ == cls.__module__]
    for base, name, member in [(b, n, m) for b in own for n, m in vars(b).items()]:
        if name.startswith("_") and name != "__call__":
            continue
        if isinstance(member, FunctionType):
            setattr(base, name, lazy.wrap(member, 1))
        elif isinstance(member, (staticmethod, classmethod)):
            bound = int(isinstance(member, classmethod))
            setattr(base, name, type(member)(lazy.wrap(member.__func__, bound)))
