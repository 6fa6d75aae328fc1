"""Workers as plain subprocesses, where no confinement exists: for self-checks only."""

from __future__ import annotations

import hmac
import secrets
import socket
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack, suppress

from grader.errors import GraderFault
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox import runtime
from grader.sandbox.client import receive_greeting
from grader.sandbox.process import PlainProcess, end_session
from grader.text import say

_START_S = 60.0
_CALL = "from grader.sandbox.inside.plain import main; main()"


class PlainFactory:
    """Makes workers that only time limits hold."""

    level = Confinement.UNCONFINED

    def __init__(self, modules: Sequence[str], folders: Sequence[str] = ()) -> None:
        self._runtime = runtime.Runtime()
        sites = [*runtime.site_folders(list(modules)), *folders]
        self._paths = [str(self._runtime.path), *sites]

    def wait_until_ready(self) -> None:
        """Nothing to wait for: each worker is a process of its own."""

    def spawn(self, limits: Limits) -> PlainProcess:
        """A fresh worker, waiting for its first request."""
        token = secrets.token_hex(16)
        with socket.create_server(("127.0.0.1", 0)) as server, ExitStack() as undo:
            child = self._start(f"{server.getsockname()[1]} {token} {limits.output_kib}\n")
            undo.callback(end_session, child)
            connection = undo.enter_context(_accept(server, token))
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            receive_greeting(connection, _START_S)
            undo.pop_all()
        return PlainProcess(connection, child)

    def _start(self, first_line: str) -> subprocess.Popen[bytes]:
        try:
            child = subprocess.Popen(
                runtime.bootstrap(self._paths, _CALL),
                env=runtime.environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # what it starts can be ended with it
            )
        except OSError as error:
            raise GraderFault(say("A worker did not start: {error}", error=error)) from None
        if child.stdin is not None:
            with child.stdin as pipe, suppress(OSError):  # it ended at once: _accept says so
                pipe.write(first_line.encode())
        return child

    def close(self) -> None:
        """Remove what was made for the workers."""
        self._runtime.close()


def _accept(server: socket.socket, token: str) -> socket.socket:
    server.settimeout(_START_S)
    try:
        connection, _ = server.accept()
        connection.settimeout(_START_S)
        received = connection.recv(len(token), socket.MSG_WAITALL)
    except OSError as error:
        raise GraderFault(say("A worker did not start: {error}", error=error)) from None
    if not hmac.compare_digest(received, token.encode()):
        connection.close()
        raise GraderFault(say("Another program answered in the place of a worker. Try again."))
    return connection
