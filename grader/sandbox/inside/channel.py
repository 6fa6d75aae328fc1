"""Frames over a blocking socket, as the worker reads and writes them."""

from __future__ import annotations

import socket
from typing import Any, Final

from grader.sandbox import wire

_USUAL_BYTES: Final = 1 << 16  # of a frame: it comes in one piece, into room that is kept


class Channel:
    """The worker's end of its own connection to the trusted process."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._room = memoryview(bytearray(_USUAL_BYTES))
        self._received = 0  # bytes in it

    def receive(self) -> Any:
        """The next message; `EOFError` where the trusted process has gone."""
        self._fill(wire.LENGTH_BYTES)
        size = wire.LENGTH_BYTES + wire.body_bytes(bytes(self._room[: wire.LENGTH_BYTES]))
        usual = self._room
        if size > len(usual):
            self._room = memoryview(bytearray(size))
            self._room[: self._received] = usual[: self._received]
        self._fill(size)
        value = wire.decode(self._room[wire.LENGTH_BYTES : size])
        self._received -= size
        if self._received:
            self._room[: self._received] = bytes(self._room[size : size + self._received])
        self._room = usual
        return value

    def send(self, message: object, unsendable: wire.Unsendable | None = None) -> None:
        """Write one message; `wire.WireError` before any byte where it may not cross."""
        pieces = wire.encode(message, unsendable) if unsendable else wire.encode(message)
        for piece in pieces:
            self._connection.sendall(piece)

    def _fill(self, size: int) -> None:
        """Have so many bytes, or more."""
        while self._received < size:
            count = self._connection.recv_into(self._room[self._received :])
            if not count:
                raise EOFError("the connection was closed")
            self._received += count
