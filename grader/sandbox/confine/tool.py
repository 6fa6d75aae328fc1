"""A program that we trust, with a stranger's file to read, where there are no namespaces.

Called as `python -c ... FOLDER PROGRAMS... -- COMMAND...`: the command can write in FOLDER, read
and execute PROGRAMS, and open nothing else.
"""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from . import landlock, process

_ALSO_READ = ("/etc/ld.so.cache", "/etc/alternatives", "/dev/zero", "/dev/urandom")


def main() -> NoReturn:
    """Restrict this process and become the command."""
    border = sys.argv.index("--")
    (folder, *programs), command = sys.argv[1:border], sys.argv[border + 1 :]
    process.forbid_new_privileges()
    landlock.restrict(
        read_only=[path for path in _ALSO_READ if os.path.exists(path)],
        read_write=(folder, process.NULL_DEVICE),
        execute=programs,
    )
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TMPDIR": folder}
    os.execve(command[0], command, environment)  # noqa: S606 - what this is for
