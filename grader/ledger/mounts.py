"""Which file system a path lies on."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

_MOUNTS: Final = Path("/proc/self/mountinfo")
_MOUNT: Final = re.compile(r"\S+ \S+ \S+ \S+ (?P<place>\S+) .*? - (?P<kind>\S+) ")
_NETWORK: Final = frozenset(
    "9p afs beegfs ceph cifs davfs fuse.ceph fuse.davfs fuse.glusterfs fuse.rclone fuse.s3fs "
    "fuse.smbnetfs fuse.sshfs gfs2 glusterfs gpfs lustre ncpfs nfs nfs4 ocfs2 orangefs smb3 smbfs "
    "vboxsf virtiofs".split()
)


def network_file_system(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """The type of the file system below `path` if other machines may write to it.

    None elsewhere, and where the system has no table of its mounts.
    """
    try:
        table = mounts.read_text(errors="surrogateescape")
    except OSError:
        return None
    target, place, kind = path.resolve(), Path("/"), ""
    for mount in filter(None, map(_MOUNT.match, table.splitlines())):
        mounted = Path(_unescaped(mount["place"]))
        # A later mount on the same place covers the earlier one.
        if target.is_relative_to(mounted) and len(mounted.parts) >= len(place.parts):
            place, kind = mounted, mount["kind"]
    return kind if kind in _NETWORK else None


def _unescaped(place: str) -> str:
    return re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), place)
