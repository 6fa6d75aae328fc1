"""Workers without a process: the other end of a socketpair, in a thread."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

from grader.sandbox.inside.channel import Channel
from grader.sandbox.inside.worker import Worker

Peer = Callable[[Channel, "FakeProcess"], None]


class FakeProcess:
    """What a client needs of a process; its clock stands still until a test moves it."""

    def __init__(self, peer: Peer, return_code: int = -9) -> None:
        self.connection, self.theirs = socket.socketpair()
        self.clock_s: float | None = 0.0
        self.in_line_s: dict[str, float] | None = None  # by thread
        self.looked_at = threading.Event()
        self.ends = 0  # how often it was ended
        self._return_code = return_code
        self._thread = threading.Thread(target=self._run, args=[peer], daemon=True)
        self._thread.start()

    def cpu_s(self) -> float | None:
        return self.clock_s

    def queued_s(self) -> dict[str, float] | None:
        self.looked_at.set()
        return self.in_line_s

    def wait(self, timeout_s: float) -> None:
        self._thread.join(timeout_s)

    def end(self) -> int:
        self.ends += 1
        self.connection.close()
        self._thread.join(10)
        return self._return_code

    def _run(self, peer: Peer) -> None:
        with self.theirs, suppress(OSError, EOFError, SystemExit):
            peer(Channel(self.theirs), self)


def real_worker(channel: Channel, _: FakeProcess) -> None:
    """The loop that runs in the sandbox, without the sandbox."""
    Worker(channel).run()
