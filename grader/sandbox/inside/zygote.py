"""A process that has imported the heavy modules and forks one confined worker at a time.

It never sees a submission: sources reach a worker over the worker's own socket, because
what passes through here would be inherited by the next worker's memory.

Over the control socket (SOCK_SEQPACKET, MessagePack) come, in this order: a `Setup`, then
any number of `Spawn` (with the worker's socket as file descriptor) and `Reap`.
"""

from __future__ import annotations

import gc
import os
import socket
import traceback
from dataclasses import replace

import msgspec

from grader.sandbox.confine import (
    Confinement,
    Limits,
    confine,
    prepare,
    seccomp,
    syscalls,
)
from grader.sandbox.confine.linux import syscall
from grader.sandbox.inside.capture import Capture
from grader.sandbox.inside.channel import Channel
from grader.sandbox.inside.rehearsal import rehearse
from grader.sandbox.inside.worker import Worker

EXIT_NOT_CONFINED = 79
_MAX_MESSAGE = 1 << 16
_WORKER_FD = 3
_SCRATCH = "/scratch"
_NEW_PID_NAMESPACE = 0x2000_0000  # CLONE_NEWPID, linux/sched.h


class Setup(msgspec.Struct, tag=True):
    """What every worker of this zygote has in common."""

    modules: list[str]  # to import before the first fork
    read_only: list[str]  # paths that workers may read
    namespaces: bool
    landlock: bool
    scratch_mib: int = 32


class Spawn(msgspec.Struct, tag=True):
    """Fork one worker; its socket comes along."""

    memory_mib: int
    cpu_s: int  # backstop; the trusted side stops it earlier
    output_kib: int
    threads: int


class Reap(msgspec.Struct, tag=True):
    """Wait for a worker that has been killed."""

    pid: int


class Answer(msgspec.Struct):
    """What the zygote says: ready, forked (with a pidfd) or reaped."""

    pid: int = 0  # in the zygote's own pid namespace
    status: int = 0  # return code as of `subprocess`
    failure: str = ""


class Zygote:
    """Serves the control socket."""

    def __init__(self, control: socket.socket, setup: Setup) -> None:
        self._control = control
        self._own_pid_namespace = (
            os.open("/proc/self/ns/pid", os.O_RDONLY | os.O_CLOEXEC) if setup.namespaces else -1
        )
        self._plan = Confinement(
            namespaces=setup.namespaces,
            landlock=setup.landlock,
            seccomp=seccomp.build_filter(syscalls.running()),
            read_only=tuple(setup.read_only),
            scratch=_SCRATCH if setup.namespaces else None,
            scratch_mib=setup.scratch_mib,
        )
        self._inherited_bytes = prepare(self._plan)

    def serve(self) -> None:
        """Until the trusted side closes the control socket."""
        decoder = msgspec.msgpack.Decoder(Spawn | Reap)
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, _MAX_MESSAGE, 1)
            if not message:
                return
            match decoder.decode(message):
                case Spawn() as spawn:
                    self._spawn(spawn, descriptors[0])
                case Reap(pid):
                    _, status = os.waitpid(pid, 0)
                    self._say(Answer(pid, os.waitstatus_to_exitcode(status)))

    def _spawn(self, spawn: Spawn, descriptor: int) -> None:
        if self._plan.namespaces:
            syscall("unshare", _NEW_PID_NAMESPACE)  # the next child is its pid 1
        pid = os.fork()
        if pid == 0:
            self._become_worker(spawn, descriptor)
        if self._plan.namespaces:
            syscall("setns", self._own_pid_namespace, _NEW_PID_NAMESPACE)
        os.close(descriptor)
        pidfd = os.pidfd_open(pid)
        self._say(Answer(pid), [pidfd])
        os.close(pidfd)

    def _become_worker(self, spawn: Spawn, descriptor: int) -> None:
        """In the child: confine, then serve requests, then end; never returns."""
        try:
            os.dup2(descriptor, _WORKER_FD)
            connection = socket.socket(fileno=_WORKER_FD)  # asks the kernel: before seccomp
            connection.setblocking(True)
            channel = Channel(connection)
            try:
                confine(self._plan_for(spawn), self._inherited_bytes, _WORKER_FD)
            except OSError as error:
                channel.send([0, "raised", f"{error}\n{traceback.format_exc()[-500:]}", ""])
                os._exit(EXIT_NOT_CONFINED)
            self._control.detach()
            os.environ.clear()
            capture = Capture(spawn.output_kib << 10)
            capture.install()
            channel.send([0, "value", "ready", ""])
            Worker(channel, capture).run()
        finally:
            os._exit(0)

    def _plan_for(self, spawn: Spawn) -> Confinement:
        limits = Limits(
            memory_mib=spawn.memory_mib, cpu_time_limit_s=spawn.cpu_s, threads=spawn.threads
        )
        return replace(self._plan, limits=limits)

    def _say(self, answer: Answer, descriptors: list[int] | None = None) -> None:
        socket.send_fds(self._control, [msgspec.msgpack.encode(answer)], descriptors or [])


def main(control_fd: int) -> None:
    """Take the setup, warm up, say so, serve."""
    control = socket.socket(fileno=control_fd)
    setup = msgspec.msgpack.decode(control.recv(_MAX_MESSAGE), type=Setup)
    try:
        rehearse(setup.modules)
        zygote = Zygote(control, setup)
    except (ImportError, OSError) as error:
        control.send(msgspec.msgpack.encode(Answer(failure=f"{type(error).__name__}: {error}")))
        return
    gc.collect()
    gc.freeze()
    control.send(msgspec.msgpack.encode(Answer(os.getpid())))
    zygote.serve()
