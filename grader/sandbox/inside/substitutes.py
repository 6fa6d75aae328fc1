"""Modules of the trusted reference in the place of the student's: names here, code elsewhere.

A substituted function is called on the trusted side. A substituted class is an ordinary class
here, so that it can be subclassed and asked for with isinstance; its methods are carried out
and its attributes are kept by an object on the trusted side. Whatever else student code puts
on an instance stays here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import numpy as np

from grader.sandbox import wire

Ask = Callable[[str, "str | int | None", "str | None", "list[Any]", "dict[str, Any]"], Any]


def builder(ask: Ask, module: str, names: Mapping[str, Any]) -> Callable[[ModuleType], None]:
    """What fills a module with substitutes; of `names`, a class has its interface, else None."""

    def build(namespace: ModuleType) -> None:
        for name, interface in names.items():
            origin = (module, name)
            made = _function(ask, *origin) if interface is None else _class(ask, origin, interface)
            setattr(namespace, name, made)

    return build


class Substitute:
    """Base of all substituted classes."""

    _ask: Ask
    _origin: tuple[str, str]  # module and name of the class

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self._counterpart = _Counterpart(self._ask, *self._origin, args, kwargs)


class _Counterpart:
    """The object on the trusted side that an instance stands for.

    Arrays given to its constructor or to an attribute are shared, as if it were here: what
    has changed in them is written again before the object is used next.
    """

    def __init__(
        self, ask: Ask, module: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        self._ask = ask
        self._shared: dict[object, tuple[np.ndarray[Any, Any], np.ndarray[Any, Any], int]] = {}
        given = [self._share(position, value) for position, value in enumerate(args)]
        named = {key: self._share(key, value) for key, value in kwargs.items()}
        self.number: int = ask("call", module, name, given, named).number

    def use(self, operation: str, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Get or set an attribute, or call a method."""
        self._write_changes()
        if operation == "set":
            args = (self._share(name, args[0]),)
        return _plain(name, self._ask(operation, self.number, name, list(args), kwargs))

    def _share(self, place: object, value: Any) -> Any:
        if type(value) is not np.ndarray:
            return value
        handle = self._ask("hold", None, None, [value], {})
        self._shared[place] = value, value.copy(), handle.number
        return handle

    def _write_changes(self) -> None:
        for array, sent, number in self._shared.values():
            if not np.array_equal(array, sent, equal_nan=True):
                self._ask("assign", number, None, [array], {})
                sent[...] = array


def as_handle(value: Any) -> Any:
    """What is sent in the place of an argument of a substitute: only what came from there."""
    return wire.Handle(_counterpart(value).number) if isinstance(value, Substitute) else value


def _plain(name: str, value: Any) -> Any:
    if type(value) is wire.Handle:
        raise TypeError(f"{name} returned an object that is no plain data")
    return value


def _counterpart(instance: Substitute) -> _Counterpart:
    try:
        return instance.__dict__["_counterpart"]  # type: ignore[no-any-return]
    except KeyError:
        kind = type(instance).__name__
        raise RuntimeError(f"{kind}.__init__ must call super().__init__(...) first") from None


def _function(ask: Ask, module: str, name: str) -> Callable[..., Any]:
    def call(*args: Any, **kwargs: Any) -> Any:
        return _plain(name, ask("call", module, name, list(args), kwargs))

    call.__module__, call.__name__, call.__qualname__ = module, name, name
    return call


def _class(ask: Ask, origin: tuple[str, str], interface: Mapping[str, list[str]]) -> type:
    module, name = origin
    members: dict[str, Any] = {"_ask": staticmethod(ask), "_origin": origin, "__module__": module}
    members |= {attribute: _attribute(attribute) for attribute in interface["attributes"]}
    members |= {method: _method(method) for method in interface["methods"]}
    return type(name, (Substitute,), members)


def _attribute(name: str) -> property:
    def get(self: Substitute) -> Any:
        return _counterpart(self).use("get", name, (), {})

    def set_(self: Substitute, value: Any) -> None:
        _counterpart(self).use("set", name, (value,), {})

    return property(get, set_)


def _method(name: str) -> Callable[..., Any]:
    def method(self: Substitute, *args: Any, **kwargs: Any) -> Any:
        return _counterpart(self).use("call", name, args, kwargs)

    method.__name__ = name
    return method
