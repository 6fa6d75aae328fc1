"""A worker's own view of the file system. Needs CAP_SYS_ADMIN in the worker's user namespace.

Sources: unshare(2), mount(2), open_tree(2), move_mount(2), mount_setattr(2), pivot_root(2).
"""

from __future__ import annotations

import os
import stat
import struct
from pathlib import Path
from typing import TYPE_CHECKING, Final

from .linux import syscall

if TYPE_CHECKING:
    from collections.abc import Sequence

# linux/sched.h
NEWNS: Final = 0x0002_0000
NEWIPC: Final = 0x0800_0000

# linux/mount.h; the first four are MS_* and MOUNT_ATTR_* alike.
_RDONLY: Final = 1
_NOSUID: Final = 2
_NODEV: Final = 4
_NOEXEC: Final = 8
_MS_REC: Final = 1 << 14
_MS_PRIVATE: Final = 1 << 18
_OPEN_TREE_CLONE: Final = 1
_MOVE_FROM_DESCRIPTOR: Final = 4  # MOVE_MOUNT_F_EMPTY_PATH
_MNT_DETACH: Final = 2

# linux/fcntl.h
_AT_FDCWD: Final = -100
_AT_EMPTY_PATH: Final = 0x1000
_AT_RECURSIVE: Final = 0x8000

# Where the new root is put together. Its own content is out of sight meanwhile, so it must be a
# folder that every Linux has and no step needs: the sources are taken hold of beforehand.
_STAGE: Final = "/dev"
_SCRATCH_INODES: Final = 1000


def separate() -> None:
    """Leave the mount and IPC namespaces of the parent."""
    syscall("unshare", NEWNS | NEWIPC)
    # Without this, what is mounted here could propagate back to the parent.
    _mount(None, "/", _MS_REC | _MS_PRIVATE)


def enter_private_root(read_only: Sequence[str], device: str, scratch: str | None) -> None:
    """Move into a new, read-only root that holds `read_only`, one device and an empty folder.

    Every path keeps its name. On the folder `scratch`, `mount_scratch` can mount later. The root
    becomes the working directory.

    Raises:
        OSError: a path does not exist, or the kernel refused (older than 5.12, no privilege).
    """
    sources = [(path, _take_hold(path, _RDONLY | _NOSUID | _NODEV)) for path in sorted(read_only)]
    sources.append((device, _take_hold(device, _RDONLY | _NOSUID | _NOEXEC)))
    _mount("tmpfs", _STAGE, _NOSUID | _NODEV | _NOEXEC, "mode=755,size=1m")
    for path, source in sources:
        _attach(source, _STAGE + path)
    if scratch is not None:
        Path(_STAGE + scratch).mkdir(parents=True)
    os.chdir(_STAGE)
    _change_attributes(_AT_FDCWD, b".", 0, _RDONLY)
    _forget_old_root()
    os.chdir("/")


def mount_scratch(path: str, size_mib: int) -> None:
    """Make the folder `path` writable, in memory, and the working directory.

    It holds at most `size_mib` MiB in 1000 files and allows no execution.

    Raises:
        OSError: the folder does not exist, or the kernel refused.
    """
    options = f"mode=700,size={size_mib}m,nr_inodes={_SCRATCH_INODES}"
    _mount("tmpfs", path, _NOSUID | _NODEV | _NOEXEC, options)
    os.chdir(path)


def _forget_old_root() -> None:
    # The old root ends up mounted over the new one, where it can be let go: pivot_root(2), NOTES.
    syscall("pivot_root", b".", b".")
    syscall("umount2", b".", _MNT_DETACH)


def _take_hold(path: str, attributes: int) -> int:
    """Return a descriptor of a copy of the mounts below `path`, with `attributes` on all of them.

    A plain bind mount would be writable for a moment, and for good where the second call that makes
    it read-only is forgotten.
    """
    flags = _OPEN_TREE_CLONE | _AT_RECURSIVE | os.O_CLOEXEC
    try:
        source = syscall("open_tree", _AT_FDCWD, os.fsencode(path), flags)
    except OSError as error:
        error.filename = path
        raise
    _change_attributes(source, b"", _AT_EMPTY_PATH | _AT_RECURSIVE, attributes)
    return source


def _change_attributes(folder: int, path: bytes, flags: int, attributes: int) -> None:
    # struct mount_attr: attributes to set, to clear, propagation, user namespace.
    change = struct.pack("=QQQQ", attributes, 0, 0, 0)
    syscall("mount_setattr", folder, path, flags, change, len(change))


def _attach(source: int, path: str) -> None:
    target = Path(path)
    if stat.S_ISDIR(os.fstat(source).st_mode):
        target.mkdir(parents=True, exist_ok=True)
    elif not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        target.touch()
    syscall("move_mount", source, b"", _AT_FDCWD, os.fsencode(path), _MOVE_FROM_DESCRIPTOR)
    os.close(source)


def _mount(source: str | None, target: str, flags: int, options: str | None = None) -> None:
    kind = None if source is None else os.fsencode(source)
    data = None if options is None else options.encode("ascii")
    syscall("mount", kind, os.fsencode(target), kind, flags, data)
