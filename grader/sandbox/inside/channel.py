"""Frames over a blocking socket, as the worker reads and writes them."""

from __future__ import annotations

import socket
from typing import Any

from grader.sandbox import wire


class Channel:
    """The worker's end of its own connection to the trusted process."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def receive(self) -> Any:
        """The next message; `EOFError` where the trusted process has gone."""
        size = wire.body_bytes(bytes(self._exactly(wire.LENGTH_BYTES)))
        return wire.decode(self._exactly(size))

    def send(self, message: object, unsendable: wire.Unsendable | None = None) -> None:
        """Write one message; `wire.WireError` before any byte where it may not cross."""
        pieces = wire.encode(message, unsendable) if unsendable else wire.encode(message)
        for piece in pieces:
            self._connection.sendall(piece)

    def _exactly(self, size: int) -> bytearray:
        received, view, count = bytearray(size), memoryview(bytearray()), 0
        view = memoryview(received)
        while count < size:
            got = self._connection.recv_into(view[count:])
            if not got:
                raise EOFError("the connection was closed")
            count += got
        return received
