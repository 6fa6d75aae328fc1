"""The steps by which a freshly forked worker confines itself, before any student code runs.

Runs inside the sandbox, on the standard library alone. Imports on every platform; works on Linux,
x86_64 and aarch64.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from . import capabilities, landlock, linux, namespaces, process, rlimits, seccomp
from .rlimits import Limits

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Confinement", "Limits", "confine", "prepare"]


@dataclass(frozen=True, slots=True)
class Confinement:
    """What to apply to one worker, prepared before it is forked."""

    namespaces: bool  # a private root and IPC; needs CAP_SYS_ADMIN in the user namespace
    landlock: bool  # needs a kernel with Landlock
    seccomp: bytes | None  # from seccomp.build_filter; None applies no filter
    read_only: tuple[str, ...]  # absolute paths the worker may read; each must exist
    scratch: str | None = None  # absolute path of a new writable folder; only with namespaces
    scratch_mib: int = 32
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        """Refuse a scratch folder on the real disk, where nothing would bound it."""
        if self.scratch is not None and not self.namespaces:
            raise ValueError(f"got scratch {self.scratch!r} without namespaces, expected None")


def prepare(plan: Confinement) -> int:
    """Do once, before the first fork, what all workers of `plan` inherit.

    The calling process moves into the private root and gets default signals. Returns the address
    space in use, which `confine` wants to know: in the private root there is no /proc to ask.

    Raises:
        OSError: a step failed. Its message names the step.
    """
    with _step("platform"):
        linux.require()
    with _step("signals"):
        process.reset_signals()
    with _step("memory in use"):
        inherited_bytes = rlimits.address_space_bytes()
    if plan.namespaces:
        with _step("private root"):
            namespaces.separate()
            namespaces.enter_private_root(plan.read_only, process.NULL_DEVICE, plan.scratch)
    return inherited_bytes


def confine(plan: Confinement, inherited_bytes: int, socket_fd: int) -> None:
    """Confine the calling process by `plan`, for good, keeping only the descriptor `socket_fd`.

    Must be called in a freshly forked child of a process that called `prepare`: it has one thread,
    and Landlock, capabilities and namespaces would leave another one free. A socket object on
    `socket_fd` must be made before, because making one asks for calls that are refused after. The
    working directory becomes the scratch folder; the standard streams become /dev/null.

    Raises:
        OSError: a step failed. Its message names the step. The process is then half confined and
            must exit at once.
    """
    with _step("descriptors"):
        process.keep_only(socket_fd)
    with _step("session"):
        process.start_session()
    if plan.namespaces:
        with _step("namespaces"):
            namespaces.separate()
        if plan.scratch is not None:
            with _step("scratch folder"):
                namespaces.mount_scratch(plan.scratch, plan.scratch_mib)
    with _step("resource limits"):
        rlimits.apply(plan.limits, inherited_bytes)
    with _step("capabilities"):
        capabilities.drop()
    # After every change of privileges, which would clear it.
    with _step("parent"):
        process.die_with_parent()
        process.hide_memory()
        process.forbid_new_privileges()
    if plan.landlock:
        with _step("landlock"):
            writable = () if plan.scratch is None else (plan.scratch,)
            landlock.restrict(read_only=plan.read_only, read_write=(process.NULL_DEVICE, *writable))
    # Last: the filter refuses every call made above.
    if plan.seccomp is not None:
        with _step("seccomp"):
            seccomp.install(plan.seccomp)


@contextmanager
def _step(name: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        message = f"confinement step '{name}' failed: {error.strerror}"
        raise OSError(error.errno, message, error.filename) from error
