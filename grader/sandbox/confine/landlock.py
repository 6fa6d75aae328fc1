"""Landlock: which files, TCP ports and signal targets the kernel lets this process reach.

Sources: landlock(7), linux/landlock.h, and the kernel's Documentation/userspace-api/landlock.rst
for what each ABI version added.
"""

from __future__ import annotations

import errno
import os
import stat
import struct
from typing import TYPE_CHECKING, Final

from .linux import syscall

if TYPE_CHECKING:
    from collections.abc import Sequence

# LANDLOCK_ACCESS_FS_*
_EXECUTE: Final = 1 << 0
_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_DIR: Final = 1 << 3
_REMOVE_DIR: Final = 1 << 4
_REMOVE_FILE: Final = 1 << 5
_MAKE_DIR: Final = 1 << 7
_MAKE_REG: Final = 1 << 8
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_IOCTL_DEV: Final = 1 << 15
_ALL_OF_ABI_1: Final = (1 << 13) - 1

# Reading is enough to import a shared library; the right to execute is for execve alone.
_READ_ONLY: Final = _READ_FILE | _READ_DIR
_READ_WRITE: Final = (
    _READ_ONLY
    | _WRITE_FILE
    | _TRUNCATE
    | _MAKE_REG
    | _MAKE_DIR
    | _REMOVE_FILE
    | _REMOVE_DIR
    | _REFER
)
_READ_AND_EXECUTE: Final = _READ_ONLY | _EXECUTE
_FOR_FILES: Final = _EXECUTE | _READ_FILE | _WRITE_FILE | _TRUNCATE

_TCP: Final = 0b11  # LANDLOCK_ACCESS_NET_BIND_TCP, LANDLOCK_ACCESS_NET_CONNECT_TCP
_SCOPES: Final = 0b11  # LANDLOCK_SCOPE_ABSTRACT_UNIX_SOCKET, LANDLOCK_SCOPE_SIGNAL

# The ABI versions that brought them.
_TCP_SINCE: Final = 4
_SCOPES_SINCE: Final = 6
_NO_AUDIT_SINCE: Final = 7

_VERSION: Final = 1  # LANDLOCK_CREATE_RULESET_VERSION
_PATH_BENEATH: Final = 1  # LANDLOCK_RULE_PATH_BENEATH
_NO_AUDIT: Final = 1  # LANDLOCK_RESTRICT_SELF_LOG_SAME_EXEC_OFF


def abi() -> int:
    """Return the Landlock ABI version of the running kernel, 0 where it has none.

    Raises:
        OSError: this is no Linux, or the kernel answers something unforeseen.
    """
    try:
        return syscall("landlock_create_ruleset", None, 0, _VERSION)
    except OSError as error:
        # Not compiled in, or not enabled at boot.
        if error.errno in {errno.ENOSYS, errno.EOPNOTSUPP}:
            return 0
        raise


def restrict(
    *,
    read_only: Sequence[str] = (),
    read_write: Sequence[str] = (),
    execute: Sequence[str] = (),
) -> int:
    """Restrict the calling thread to the given files and folders; return the ABI version used.

    Whatever is not listed cannot be opened, and nothing but what lies below `execute` can be
    executed. From ABI 4 there is no TCP, from ABI 6 no signal to other processes and no abstract
    socket of theirs. Metadata (stat, chmod) is not covered. The thread must have set no_new_privs.

    Raises:
        OSError: the kernel has no Landlock, or a path does not exist.
    """
    version = abi()
    if not version:
        raise OSError(errno.ENOSYS, "landlock: the kernel has none or did not enable it")
    handled = _handled_file_rights(version)
    ruleset = _create_ruleset(version, handled)
    try:
        for path in read_only:
            _allow(ruleset, path, _READ_ONLY & handled)
        for path in read_write:
            _allow(ruleset, path, _READ_WRITE & handled)
        for path in execute:
            _allow(ruleset, path, _READ_AND_EXECUTE & handled)
        # What student code is refused must not flood the system's audit log.
        syscall("landlock_restrict_self", ruleset, _NO_AUDIT if version >= _NO_AUDIT_SINCE else 0)
    finally:
        os.close(ruleset)
    return version


def _handled_file_rights(version: int) -> int:
    added_by = {1: _ALL_OF_ABI_1, 2: _REFER, 3: _TRUNCATE, 5: _IOCTL_DEV}
    return sum(rights for since, rights in added_by.items() if version >= since)


def _create_ruleset(version: int, handled: int) -> int:
    tcp = _TCP if version >= _TCP_SINCE else 0
    scopes = _SCOPES if version >= _SCOPES_SINCE else 0
    # struct landlock_ruleset_attr; an older kernel takes its shorter form plus zeros.
    attributes = struct.pack("=QQQ", handled, tcp, scopes)
    return syscall("landlock_create_ruleset", attributes, len(attributes), 0)


def _allow(ruleset: int, path: str, rights: int) -> None:
    target = os.open(path, os.O_PATH | os.O_CLOEXEC)
    try:
        if not stat.S_ISDIR(os.fstat(target).st_mode):
            rights &= _FOR_FILES
        # struct landlock_path_beneath_attr, packed.
        rule = struct.pack("=Qi", rights, target)
        syscall("landlock_add_rule", ruleset, _PATH_BENEATH, rule, 0)
    finally:
        os.close(target)
