"""Which file system a path lies on."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.ledger.mounts import network_file_system

TABLE = """\
22 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw
23 22 0:30 / /home rw,relatime shared:1 - nfs4 server:/home rw
24 23 0:31 / /home/ta\\040one/local rw - xfs /dev/sdb1 rw
25 22 0:32 / /mnt/class rw - cifs //server/class rw
26 22 0:33 / /mnt/twice rw - cifs //server/class rw
27 22 0:34 / /mnt/twice rw - tmpfs tmpfs rw
28 22 0:35 / /media/ssh rw - fuse.sshfs ta@host: rw
garbage
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/srv/grades.sqlite", None),
        ("/home/ta/grades.sqlite", "nfs4"),
        ("/home/ta one/local/grades.sqlite", None),
        ("/home/ta one/locals/grades.sqlite", "nfs4"),
        ("/homes/grades.sqlite", None),
        ("/mnt/class", "cifs"),
        ("/mnt/twice/x", None),
        ("/media/ssh/x", "fuse.sshfs"),
    ],
)
def test_the_deepest_mount_counts(tmp_path: Path, path: str, expected: str | None) -> None:
    """The last mount on the longest place that holds the path decides."""
    table = tmp_path / "mountinfo"
    table.write_text(TABLE)
    assert network_file_system(Path(path), table) == expected


def test_a_system_without_the_table_says_nothing(tmp_path: Path) -> None:
    """Elsewhere than on Linux we cannot tell."""
    assert network_file_system(tmp_path, tmp_path / "absent") is None


def test_this_machine_has_a_local_disk(tmp_path: Path) -> None:
    """Its own table can be read."""
    assert network_file_system(tmp_path) is None
