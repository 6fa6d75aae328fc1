"""`student`: reads like the student's module, runs in the student's worker."""

from __future__ import annotations

from typing import Any

from grader.errors import StudentRaised
from grader.sandbox.client import Client
from grader.sandbox.wire import Handle

_CLIENT, _HANDLE = "_grader_client", "_grader_handle"


class Remote:
    """An object that lives in the worker; attributes and calls go there and back.

    Plain data comes back as itself, everything else as another `Remote`. An error of the
    student's code comes back as `grader.errors.StudentRaised`.
    """

    def __init__(self, client: Client, handle: Handle) -> None:
        self.__dict__.update({_CLIENT: client, _HANDLE: handle})

    def __getattr__(self, name: str) -> Any:
        client, handle = _parts(self)
        if name.startswith("__"):
            raise AttributeError(name)
        if name in handle.methods:
            return _Method(client, handle, name)
        return _local(client, client.request("get", handle.number, name))

    def __setattr__(self, name: str, value: Any) -> None:
        client, handle = _parts(self)
        client.request("set", handle.number, name, (_sendable(value),))

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return _Method(*_parts(self), None)(*args, **kwargs)

    def __repr__(self) -> str:
        return f"<{_parts(self)[1].kind} in the worker>"


Student = Remote


class _Method:
    """A callable of the student's side, named but not yet called."""

    def __init__(self, client: Client, handle: Handle, name: str | None) -> None:
        self.client, self._handle, self._name = client, handle, name

    def handle(self) -> Handle:
        """The callable itself, as an argument."""
        found = self.client.request("get", self._handle.number, self._name)
        return found if type(found) is Handle else self._handle

    def __getattr__(self, name: str) -> Any:
        """Of a class: `student.BasicBlock.expansion`."""
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(Remote(self.client, self.handle()), name)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        value = self.client.request(
            "call",
            self._handle.number,
            self._name,
            tuple(map(_sendable, args)),
            {name: _sendable(argument) for name, argument in kwargs.items()},
        )
        return _local(self.client, value)


def hold(student: Remote, value: Any) -> Remote:
    """Put a copy of `value` into the worker; pass the result as an argument.

    What the student's code does to it can be read with `fetch`.
    """
    client, _ = _parts(student)
    return Remote(client, client.request("hold", args=(_sendable(value),)))


def assign(remote: Remote, name: str, value: Any) -> None:
    """Write into the array that attribute `name` holds, or, by key, into those of a dict.

    The arrays themselves stay, so every object of the student's that shares them sees the
    new numbers; an attribute that is set gets another array.
    """
    client, handle = _parts(remote)
    client.request("assign", handle.number, name, (_sendable(value),))


def fetch(held: Remote) -> Any:
    """The present value of something held in the worker."""
    client, handle = _parts(held)
    return _local(client, client.request("fetch", handle.number))


def first_of(remote: Remote, *names: str) -> Any:
    """The first of several attributes that the object has, for names that vary fairly.

    With none of them there, the error speaks of the first.
    """
    for name in names:
        try:
            return getattr(remote, name)
        except StudentRaised as error:
            if error.kind != "AttributeError":
                raise
    return getattr(remote, names[0])


def kind_of(value: Any) -> str:
    """The class name of what the student returned, as the student would say it."""
    if isinstance(value, Remote):
        return _parts(value)[1].kind
    return "function" if isinstance(value, _Method) else type(value).__name__


def operate(operation: str, subject: Any, *args: Any, **kwargs: Any) -> Any:
    """Have the worker's `tensors` do something with a module, class or function of its own."""
    client = subject.client if isinstance(subject, _Method) else _parts(subject)[0]
    everything = tuple(map(_sendable, (subject, *args)))
    named = {name: _sendable(value) for name, value in kwargs.items()}
    return _local(client, client.request("network", None, operation, everything, named))


def handle_of(remote: Remote) -> Handle:
    """What stands for the object on the wire."""
    return _parts(remote)[1]


def _parts(remote: Remote) -> tuple[Client, Handle]:
    return remote.__dict__[_CLIENT], remote.__dict__[_HANDLE]


def _local(client: Client, value: Any) -> Any:
    if type(value) is Handle:
        return Remote(client, value)
    if type(value) in (list, tuple):
        return type(value)(_local(client, item) for item in value)
    if type(value) is dict:
        return {key: _local(client, item) for key, item in value.items()}
    return value


def _sendable(value: Any) -> Any:
    if isinstance(value, Remote):
        return _parts(value)[1]
    if isinstance(value, _Method):  # e.g. a class given to a function: ResNet(BasicBlock, ...)
        return value.handle()
    if type(value) in (list, tuple):
        return type(value)(map(_sendable, value))
    if type(value) is dict:
        return {key: _sendable(item) for key, item in value.items()}
    return value
