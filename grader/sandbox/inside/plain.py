"""A worker as an ordinary process, for systems on which nothing confines it."""

from __future__ import annotations

import os
import socket
import sys

from grader.sandbox.inside.capture import Capture
from grader.sandbox.inside.channel import Channel
from grader.sandbox.inside.worker import Worker


def main() -> None:
    """Connect to the trusted side; port, token and output limit come on standard input."""
    port, token, output_kib = sys.stdin.readline().split()
    connection = socket.create_connection(("127.0.0.1", int(port)))
    connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    connection.sendall(token.encode())
    os.environ.clear()
    capture = Capture(int(output_kib) << 10)
    capture.install()
    channel = Channel(connection)
    channel.send([0, "value", "ready", ""])
    Worker(channel, capture).run()
    os._exit(0)
