"""The trusted end of a worker: requests with budgets, answers that are checked."""

from __future__ import annotations

import selectors
import socket
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import msgspec
import numpy as np

from grader.errors import (
    ConfinementError,
    ProtocolViolation,
    StudentRaised,
    WorkerDied,
    WorkerError,
)
from grader.sandbox import budget as limits_reached
from grader.sandbox import wire
from grader.sandbox.budget import Budget
from grader.sandbox.inside.capture import EXIT_OUTPUT
from grader.sandbox.process import WorkerProcess
from grader.sandbox.stopwatch import Stopwatch
from grader.sandbox.transcript import Call
from grader.text import Text, say

_END_S: Final = 0.5  # from the end of the connection to the end of the process
_USUAL_BYTES: Final = 1 << 16  # of a frame; room for one is kept
_OUTPUT_KEPT: Final = 256 << 10  # characters of one check's output
_TEXT_KEPT: Final = 2000  # characters of an exception's text
_NAME_KEPT: Final = 200  # characters of a class's name
_ITEMS_KEPT: Final = 16  # base classes and frames of an exception
_BY_NAME: Final = ("get", "set", "call")  # operations whose name is an attribute's

Callback = Callable[[list[Any]], tuple[str, Any]]


class _Raised(msgspec.Struct, forbid_unknown_fields=True):
    """An exception, as a worker describes it."""

    kind: str
    text: str
    bases: list[str]
    frames: list[tuple[str, int]]
    column: int | None


class Client:
    """One worker. After an error other than `StudentRaised` it is dead."""

    def __init__(
        self, process: WorkerProcess, budget: Budget, callback: Callback | None = None
    ) -> None:
        self._process = process
        self._budget = budget
        self._callback = callback
        self._room = memoryview(bytearray(_USUAL_BYTES))
        self._request = 0
        self._output = ""
        self._cpu_read_s = process.cpu_s()
        self._seed: int | None = None
        self.calls: list[Call] = []  # of the present check
        self.alive = True
        process.connection.setblocking(False)
        self._selector = selectors.DefaultSelector()
        self._awaited = selectors.EVENT_READ
        self._selector.register(process.connection, self._awaited)

    def begin(self, seed: int) -> None:
        """Start a check: the next request seeds the worker's generators and drops old objects."""
        self._seed = seed
        self.calls = []

    def load(
        self,
        module: str,
        sources: Mapping[str, str],
        forbidden: Sequence[str] = (),
        substitutes: Mapping[str, Any] | None = None,
    ) -> wire.Handle:
        """Have the worker import `module` of a submission whose `sources` are given by name."""
        rules = {
            "sources": dict(sources),
            "forbidden": list(forbidden),
            "substitutes": dict(substitutes or {}),
        }
        try:
            handle = self.request("load", name=module, kwargs=rules)
        except wire.WireError as error:
            raise WorkerError(
                say("The submission's files are too large together: {error}.", error=error)
            ) from None
        if type(handle) is not wire.Handle:
            raise ProtocolViolation("a module that is none")
        return handle

    def request(
        self,
        operation: str,
        target: int | None = None,
        name: str | None = None,
        args: tuple[Any, ...] = (),
        kwargs: dict[str, Any] | None = None,
    ) -> Any:
        """Ask the worker; its value, or one of `WorkerError`'s four kinds."""
        watch = Stopwatch(self._process, self._cpu_read_s, *self._budget.allowance())
        self._request += 1
        message = [self._request, self._seed, operation, target, name, list(args), kwargs or {}]
        self._seed = None
        call = Call(operation, target, name, args, kwargs or {})
        self.calls.append(call)
        try:
            self._expect_silence()
            self._send(message, watch)
            call.value = self._answer(watch)
        except StudentRaised as error:
            call.raised = error.kind, error.text
            error.asked = name if operation in _BY_NAME else None
            raise
        except EOFError:
            raise self._death() from None
        except BaseException:  # who is to speak next is not known any more
            self.close()
            raise
        finally:
            self._budget.spend(*watch.read(), watch.vigil.asleep_s)
            self._cpu_read_s = watch.cpu_read_s
        return call.value

    def take_output(self) -> str:
        """What the student's code printed since the last call."""
        text, self._output = self._output, ""
        return text

    def close(self) -> int:
        """End the worker; its return code."""
        if not self.alive:
            return 0
        self.alive = False
        self._selector.close()
        return self._process.end()

    # one request --------------------------------------------------------------------------

    def _answer(self, watch: Stopwatch) -> Any:
        while True:
            status, content = self._receive(watch)
            if status == "value":
                return content
            if status == "raised":
                raise self._raised(content)
            if status != "callback" or self._callback is None or type(content) is not list:
                raise ProtocolViolation(f"an answer of kind {status!r:.40}")
            watch.pause()
            reply = self._callback(content)
            watch.resume()
            self._send(list(reply), watch)

    def _raised(self, content: Any) -> WorkerError:
        try:
            raised = msgspec.convert(content, _Raised)
        except msgspec.ValidationError as error:
            raise ProtocolViolation(f"an exception that is none: {error}") from None
        if "MemoryError" in (raised.kind, *raised.bases):
            return limits_reached.memory_exceeded(self._budget.limits.memory_mib)
        return StudentRaised(
            raised.kind[:_NAME_KEPT],
            raised.text[:_TEXT_KEPT],
            bases=tuple(base[:_NAME_KEPT] for base in raised.bases[:_ITEMS_KEPT]),
            frames=tuple(raised.frames[-_ITEMS_KEPT:]),
            column=raised.column,
        )

    def _death(self) -> WorkerError:
        if self.alive:
            self._process.wait(_END_S)  # an exit code of its own says more than our SIGKILL
        code = self.close()
        if code == EXIT_OUTPUT:
            return limits_reached.output_exceeded()
        return WorkerDied(_how_it_ended(code))

    # frames -------------------------------------------------------------------------------

    def _expect_silence(self) -> None:
        try:
            unasked = self._process.connection.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return
        except OSError:
            raise EOFError from None
        if not unasked:
            raise EOFError
        raise ProtocolViolation("bytes that nobody asked for")

    def _send(self, message: list[Any], watch: Stopwatch) -> None:
        for piece in wire.encode(message):
            sent = 0
            while sent < len(piece):
                try:
                    sent += self._process.connection.send(piece[sent:])
                except BlockingIOError:
                    self._wait(selectors.EVENT_WRITE, watch)
                except OSError:
                    raise EOFError from None

    def _receive(self, watch: Stopwatch) -> tuple[str, Any]:
        try:
            message = wire.decode(self._frame(watch))
        except wire.WireError as error:
            raise ProtocolViolation(str(error)) from None
        match message:
            case [int() as number, str() as status, content, str() as output]:
                if number != self._request:
                    raise ProtocolViolation("an answer to another request")
                if output:
                    self._output = (self._output + output)[:_OUTPUT_KEPT]
                return status, content
        raise ProtocolViolation("an answer without its parts")

    def _frame(self, watch: Stopwatch) -> memoryview:
        """The body of the next frame, until the one after it; bytes beyond it were sent unasked.

        A frame of usual size comes into room that is used again and again, so that what hostile
        frames take and give back leaves no holes between what stays.
        """
        room, received, size = self._room, 0, wire.LENGTH_BYTES
        while received < size:
            received += self._receive_into(room[received:], watch)
            if size == wire.LENGTH_BYTES and received >= size:
                size += wire.body_bytes(bytes(room[:size]))
                self._budget.receive(size)
                room = self._room_for(size, room[:received])
        if received > size:
            raise ProtocolViolation("more than one answer")
        return room[wire.LENGTH_BYTES : size]

    def _receive_into(self, room: memoryview, watch: Stopwatch) -> int:
        self._wait(selectors.EVENT_READ, watch)
        try:
            count = self._process.connection.recv_into(room)
        except BlockingIOError:
            return 0
        except OSError:
            raise EOFError from None
        if not count:
            raise EOFError
        return count

    def _room_for(self, size: int, received: memoryview) -> memoryview:
        """Room for a frame and one byte more, with what has come of it."""
        if size < len(self._room):
            return self._room
        larger = np.empty(size + 1, np.uint8).data  # not touched before it is written
        larger[: len(received)] = received
        return larger

    def _wait(self, event: int, watch: Stopwatch) -> None:
        timeout_s = watch.tick_s()
        if event != self._awaited:
            self._selector.modify(self._process.connection, event)
            self._awaited = event
        ready = self._selector.select(timeout_s)
        watch.tick(timeout_s)
        if ready:
            watch.vigil.interrupted()
        else:
            watch.vigil.look(watch.wall_s, watch.cpu_s)
            self._budget.require_awake(watch.vigil.asleep_s)


def receive_greeting(connection: socket.socket, timeout_s: float) -> None:
    """Wait until a fresh worker says that it is ready.

    `ConfinementError` with the step that failed if it could not be confined.
    """
    connection.settimeout(timeout_s)
    try:
        size = wire.body_bytes(_all_of(connection, wire.LENGTH_BYTES))
        _, status, content, _ = wire.decode(_all_of(connection, size))
    except (OSError, ValueError) as error:
        raise ConfinementError(
            say("A worker ended before it was ready: {error}", error=error)
        ) from None
    if status != "value":
        raise ConfinementError(Text.same(str(content)))


def _all_of(connection: socket.socket, size: int) -> bytes:
    received = connection.recv(size, socket.MSG_WAITALL)
    if len(received) < size:
        raise ConnectionResetError("the connection was closed")
    return received


def _how_it_ended(code: int) -> Text:
    if code < 0:
        return say("signal {number}", number=-code)
    return say("exit code {number}", number=code)
