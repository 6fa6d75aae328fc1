"""The trusted end of a zygote: starting it, asking it for workers."""

from __future__ import annotations

import contextlib
import math
import os
import socket
import subprocess
import threading
from collections.abc import Sequence
from typing import Any

import msgspec

from grader.errors import ConfinementError, GraderFault
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox import bubblewrap, runtime
from grader.sandbox.client import receive_greeting
from grader.sandbox.inside import zygote as inside
from grader.sandbox.process import ForkedProcess, end_session
from grader.text import Text, say

_START_S = 60.0  # importing torch from a cold disk takes long
_ANSWER_S = 20.0
_CALL = "from grader.sandbox.inside.zygote import main; main({})"
_LANDLOCKED = (Confinement.LANDLOCK, Confinement.NAMESPACES)


class Zygote:
    """One warm process at one level of confinement; makes a worker in milliseconds."""

    def __init__(
        self, level: Confinement, modules: Sequence[str], folders: Sequence[str] = ()
    ) -> None:
        """Start it; it warms up while the caller goes on. Workers can read `folders` too."""
        self.level = level
        namespaces = level is not Confinement.LANDLOCK
        sites = [*runtime.site_folders(list(modules)), *folders]
        self._runtime = runtime.Runtime()
        inside_paths = [bubblewrap.OWN, *map(bubblewrap.SITE.format, range(len(sites)))]
        paths = inside_paths if namespaces else [str(self._runtime.path), *sites]
        setup = inside.Setup(
            modules=list(modules),
            read_only=[*runtime.system_paths(), *paths],
            namespaces=namespaces,
            landlock=level in _LANDLOCKED,
        )
        try:
            prefix = self._bubblewrap(sites) if namespaces else []
            self._control, self._child = _started(prefix, paths)
        except ConfinementError:
            self._runtime.close()
            raise
        self._one_at_a_time = threading.Lock()  # a worker may be ended from another thread
        self._ready = False
        self._reason = ""  # why it ended
        with contextlib.suppress(OSError):  # it ended at once: wait_until_ready says why
            self._control.send(msgspec.msgpack.encode(setup))

    def _bubblewrap(self, sites: list[str]) -> list[str]:
        bwrap = bubblewrap.find()
        if bwrap is None:
            raise ConfinementError(say("bubblewrap (bwrap) is not installed."))
        return bubblewrap.arguments(
            bwrap, runtime.system_paths(), sites, self._runtime.path, runtime.environment()
        )

    def wait_until_ready(self) -> None:
        """`ConfinementError` or `GraderFault` with the reason if it did not come up."""
        if not self._ready:
            answer = self._ask(None)
            if answer.failure:
                raise ConfinementError(Text.same(answer.failure))
            self._ready = True
            self._control.settimeout(_ANSWER_S)

    def spawn(self, limits: Limits) -> ForkedProcess:
        """A fresh worker, confined and waiting for its first request."""
        self.wait_until_ready()
        request = inside.Spawn(
            memory_mib=limits.memory_mib,
            cpu_s=math.ceil(limits.cpu_per_exercise_s) + 2,
            output_kib=limits.output_kib,
            threads=limits.threads,
        )
        with contextlib.ExitStack() as undo:
            ours, theirs = socket.socketpair()
            undo.enter_context(ours)
            with theirs:
                answer = self._ask(request, [theirs.fileno()])
            process = ForkedProcess(ours, answer.pidfd, lambda: self._reap(answer.pid))
            undo.callback(process.end)
            receive_greeting(ours, _ANSWER_S)
            undo.pop_all()
        return process

    def close(self) -> None:
        """End the zygote; whatever it forked dies with it."""
        self._control.close()
        end_session(self._child)
        if self._child.stderr is not None:
            self._child.stderr.close()
        self._runtime.close()

    def _reap(self, pid: int) -> int:
        return self._ask(inside.Reap(pid)).status

    def _ask(self, request: Any, descriptors: Sequence[int] = ()) -> _Answer:
        try:
            with self._one_at_a_time:
                if request is not None:
                    message = msgspec.msgpack.encode(request)
                    socket.send_fds(self._control, [message], list(descriptors))
                reply, received, _, _ = socket.recv_fds(self._control, 1 << 16, 1)
            if not reply:
                raise ConnectionResetError("it has ended")
        except OSError as error:  # never ask again: a late answer would be taken for the next
            raise GraderFault(
                say(
                    "The worker factory does not answer ({error}): {reason}",
                    error=error,
                    reason=self._last_words(),
                )
            ) from None
        answer = msgspec.msgpack.decode(reply, type=inside.Answer)
        pidfd = received[0] if received else -1
        return _Answer(answer.pid, answer.status, answer.failure, pidfd)

    def _last_words(self) -> str:
        if not self._reason:
            end_session(self._child)
            _, errors = self._child.communicate()
            self._control.close()
            said = errors.decode(errors="backslashreplace").strip()
            self._reason = said[-500:] or "no reason given"
        return self._reason


def _started(prefix: list[str], paths: list[str]) -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """A zygote's process and our end of its control socket."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    ours.settimeout(_START_S)
    command = [*prefix, *runtime.bootstrap(paths, _CALL.format(theirs.fileno()))]
    with theirs:
        try:
            return ours, subprocess.Popen(
                command,
                pass_fds=[theirs.fileno()],
                env=runtime.environment(),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd="/",
                start_new_session=True,  # what bubblewrap has cloned and not yet tied to itself
            )
        except OSError as error:
            ours.close()
            raise ConfinementError(
                say("{program} cannot be started: {error}", program=command[0], error=error)
            ) from None


class _Answer(msgspec.Struct):
    pid: int
    status: int
    failure: str
    pidfd: int


def supported(level: Confinement) -> bool:
    """Could this level work here at all? The proof is a worker that started at it."""
    if level is Confinement.UNCONFINED or os.name != "posix" or not hasattr(os, "pidfd_open"):
        return False
    if level is Confinement.LANDLOCK:
        return True
    return bubblewrap.find() is not None
