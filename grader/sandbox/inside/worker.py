"""The loop of a worker: one request in, one answer out.

A request is `[id, seed, operation, target, name, args, kwargs]`, where a seed that is not None
begins a check, an answer
`[id, "value" | "raised" | "callback", content, output]` where output is what the student's
code printed since the last answer. A callback is the worker's own request in the middle of
one: it asks the trusted side to do something with a substituted module, and the next
message is `["value" | "raised", content]`.
"""

from __future__ import annotations

import builtins
import importlib
import os
from collections import OrderedDict
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from grader.sandbox import wire
from grader.sandbox.inside import chain, substitutes
from grader.sandbox.inside.capture import Capture
from grader.sandbox.inside.channel import Channel
from grader.sandbox.inside.loader import SubmissionImporter
from grader.sandbox.inside.seeds import seed_everything

EXIT_UNANSWERABLE = 78  # not even an error could be sent
_MAX_OBJECTS = 10_000
_MAX_TEXT = 2000
_MAX_FRAMES = 16
_MAX_METHODS = 64


class Worker:
    """Objects of the student's side and the operations on them."""

    def __init__(self, channel: Channel, capture: Capture | None = None) -> None:
        self._channel = channel
        self._capture = capture
        self._objects: dict[int, Any] = {}
        self._numbers: dict[int, int] = {}  # id(object) -> handle number, while it is held
        self._files: frozenset[str] = frozenset()
        self._modules: list[Any] = []
        self._methods: dict[type, tuple[str, ...]] = {}
        self._request = 0
        self._last = 0

    def run(self) -> None:
        """Answer requests until the trusted side closes the connection."""
        while True:
            try:
                request = self._channel.receive()
            except EOFError:
                return
            self._request, seed, operation, target, name, args, kwargs = request
            try:
                if seed is not None:
                    self._begin(seed)
                result = getattr(self, f"_do_{operation}")(target, name, args, kwargs)
                self._answer("value", _without_order(result))
            except BaseException as error:  # noqa: BLE001 - student code may raise anything
                self._answer("raised", self._describe(error))

    def _begin(self, seed: int) -> None:
        """Start a check: forget what earlier checks made, and seed every generator."""
        kept = {id(module) for module in self._modules}
        self._objects = {number: o for number, o in self._objects.items() if id(o) in kept}
        self._numbers = {id(o): number for number, o in self._objects.items()}
        seed_everything(seed)

    # operations: every one takes (target, name, args, kwargs) ----------------------------

    def _do_load(self, _: object, name: str, args: Any, kwargs: Any) -> Any:
        """Import module `name` of a submission; sources and rules come in `kwargs`."""
        sources, forbidden = kwargs["sources"], kwargs["forbidden"]
        self._files = frozenset(f"{module}.py" for module in sources)
        substituted = {
            module: substitutes.builder(self._ask, module, names)
            for module, names in kwargs["substitutes"].items()
        }
        SubmissionImporter(sources, substituted, forbidden).install()
        module = importlib.import_module(name)
        self._modules.append(module)
        return module

    def _do_get(self, target: int, name: str, args: Any, kwargs: Any) -> Any:
        return getattr(self._objects[target], name)

    def _do_set(self, target: int, name: str, args: Any, kwargs: Any) -> None:
        setattr(self._objects[target], name, self._local(args[0]))

    def _do_call(self, target: int, name: str | None, args: Any, kwargs: Any) -> Any:
        found = self._objects[target]
        function = found if name is None else getattr(found, name)
        keywords = {key: self._local(value) for key, value in kwargs.items()}
        return function(*map(self._local, args), **keywords)

    def _do_chain(self, target: int, name: str, args: Any, kwargs: Any) -> Any:
        """Many calls for one request, so that a clock sees little of anything else."""
        return chain.run(getattr(self._objects[target], name), args, **kwargs)

    def _do_hold(self, target: object, name: object, args: Any, kwargs: Any) -> wire.Handle:
        return self._keep(args[0])

    def _do_assign(self, target: int, name: str | None, args: Any, kwargs: Any) -> None:
        """Write into an array that is there, or into those of a dict: who shares it sees it."""
        there = self._objects[target] if name is None else getattr(self._objects[target], name)
        (value,) = args
        if type(value) is not dict:
            there[...] = value
            return
        for key, item in value.items():
            there[key][...] = item

    def _do_fetch(self, target: int, name: object, args: Any, kwargs: Any) -> Any:
        return self._objects[target]

    def _do_network(self, target: object, name: str, args: Any, kwargs: Any) -> Any:
        """One of the functions of `tensors`, which is imported only where torch is there."""
        tensors = importlib.import_module("grader.sandbox.inside.tensors")
        named = {key: self._local(value) for key, value in kwargs.items()}
        return getattr(tensors, name)(*map(self._local, args), **named)

    # crossing ----------------------------------------------------------------------------

    def _local(self, value: Any) -> Any:
        """An argument as student code shall see it: handles become the objects they name."""
        if type(value) is wire.Handle:
            return self._objects[value.number]
        if type(value) in (list, tuple):
            return type(value)(self._local(item) for item in value)
        if type(value) is dict:
            return {key: self._local(item) for key, item in value.items()}
        return value

    def _keep(self, value: Any) -> wire.Handle:
        number = self._numbers.get(id(value))
        if number is None:
            if len(self._objects) >= _MAX_OBJECTS:
                raise MemoryError(f"more than {_MAX_OBJECTS} objects are held")
            number = self._last = self._last + 1
            self._objects[number], self._numbers[id(value)] = value, number
        return wire.Handle(number, _printable(wire.kind_of(value)), self._methods_of(value))

    def _methods_of(self, value: Any) -> tuple[str, ...]:
        """Public callables of an object's class, so that calling one takes one message."""
        if isinstance(value, ModuleType):
            return _callables(value, vars(value))
        kind = type(value)
        if kind not in self._methods:
            self._methods[kind] = _callables(kind, dir(kind))
        return self._methods[kind]

    def _answer(self, status: str, content: Any) -> None:
        output = self._capture.take() if self._capture else ""
        message = [self._request, status, content, output]
        try:
            try:
                self._channel.send(message, self._keep)
            except Exception as error:  # noqa: BLE001 - raised before any byte was written
                self._channel.send([self._request, "raised", self._describe(error), output])
        except BaseException:  # noqa: BLE001 - the connection is gone or memory is
            os._exit(EXIT_UNANSWERABLE)

    def _describe(self, error: BaseException) -> dict[str, Any]:
        """An exception as plain data: names, text and the submission's own lines."""
        frames, traceback = [], error.__traceback__
        while traceback is not None:
            file = traceback.tb_frame.f_code.co_filename
            if file in self._files:
                frames.append((file, traceback.tb_lineno))
            traceback = traceback.tb_next
        description: dict[str, Any] = {
            "kind": _printable(type(error).__name__),
            "text": _printable(_text_of(error)),
            "bases": [_printable(base.__name__) for base in type(error).__mro__[:_MAX_FRAMES]],
            "frames": frames[-_MAX_FRAMES:],
            "column": None,
        }
        if isinstance(error, SyntaxError) and self._is_in_a_file(error):
            description["frames"] = [(error.filename, error.lineno)]
            description["column"] = error.offset if type(error.offset) is int else 0
            description["text"] = _printable(str(error.msg))
        return description

    def _is_in_a_file(self, error: SyntaxError) -> bool:
        """Python could not read a file; code may also make such an error, or read a text."""
        readable = type(error.filename) is str and type(error.lineno) is int
        return readable and error.filename in self._files

    # substituted modules -----------------------------------------------------------------

    def _ask(
        self,
        operation: str,
        target: str | int | None,
        name: str | None,
        args: list[Any],
        kwargs: dict[str, Any],
    ) -> Any:
        """Send a callback and wait for what the trusted side answers."""
        request = [operation, target, name, args, kwargs]
        self._channel.send([self._request, "callback", request, ""], substitutes.as_handle)
        status, content = self._channel.receive()
        if status == "raised":
            kind = getattr(builtins, content["kind"], RuntimeError)
            is_exception = isinstance(kind, type) and issubclass(kind, Exception)
            raise (kind if is_exception else RuntimeError)(content["text"])
        return content


def _without_order(value: Any) -> Any:
    """An ordered dict as the dict that it is today; nothing else stands for another type."""
    return dict(value) if type(value) is OrderedDict else value


def _callables(owner: Any, names: Iterable[str]) -> tuple[str, ...]:
    public = (n for n in names if not n.startswith("_") and len(n) < wire.MAX_NAME)
    called = [n for n in public if callable(getattr(owner, n, None))]
    return tuple(called[:_MAX_METHODS])


def _text_of(error: BaseException) -> str:
    try:
        return str(error)[:_MAX_TEXT]
    except BaseException as failure:  # noqa: BLE001 - a hostile __str__
        return f"(its text cannot be read: {type(failure).__name__})"


def _printable(text: str) -> str:
    return text[: wire.MAX_NAME * 10].encode("utf-8", "backslashreplace").decode()
