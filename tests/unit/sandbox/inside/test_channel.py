"""Messages go through a blocking socket whole, or not at all."""

from __future__ import annotations

import socket
import struct
import threading
from collections.abc import Iterator

import numpy as np
import pytest

from grader.sandbox.inside.channel import Channel
from grader.sandbox.wire import Handle, WireError
from tests.fuzz.frames import frame_of


@pytest.fixture
def pair() -> Iterator[tuple[Channel, socket.socket]]:
    """A channel and the socket at its other end."""
    ours, theirs = socket.socketpair()
    theirs.settimeout(5)
    with ours, theirs:
        yield Channel(ours), theirs


def test_a_message_arrives_however_it_is_cut(pair: tuple[Channel, socket.socket]) -> None:
    """Byte after byte, and two at once."""
    channel, other = pair
    frame = frame_of([1, "value", [2, 3]])
    for byte in frame:
        other.sendall(bytes([byte]))
    other.sendall(frame * 2)
    assert [channel.receive() for _ in range(3)] == [[1, "value", [2, 3]]] * 3


def test_large_arrays_go_both_ways(pair: tuple[Channel, socket.socket]) -> None:
    """More than any socket holds at once."""
    channel, other = pair
    array = np.arange(1 << 20)
    sender = threading.Thread(target=Channel(other).send, args=[[1, array]])
    sender.start()
    np.testing.assert_array_equal(channel.receive()[1], array)
    sender.join()


@pytest.mark.parametrize("sent", [b"", b"\x05\0", struct.pack("<I", 50) + b"half"])
def test_the_end_of_the_connection_is_the_end(
    pair: tuple[Channel, socket.socket], sent: bytes
) -> None:
    """Between two messages or in the middle of one."""
    channel, other = pair
    other.sendall(sent)
    other.close()
    with pytest.raises(EOFError):
        channel.receive()


def test_what_cannot_be_sent_leaves_no_byte(pair: tuple[Channel, socket.socket]) -> None:
    """The next message is whole."""
    channel, other = pair
    with pytest.raises(WireError):
        channel.send([1, "value", object()])
    channel.send([1, "value", object()], lambda _: Handle(3))
    assert Channel(other).receive() == [1, "value", Handle(3)]
