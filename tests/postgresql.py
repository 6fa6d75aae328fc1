"""A PostgreSQL server for tests: its own folder, no network, gone with the tests."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

_DEBIAN = Path("/usr/lib/postgresql")
_SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=40")


class Server:
    """A server that can be stopped and started as tests like."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._user = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            shutil.chown(folder, self._user)
        self._places = 0
        self._run("initdb", "-D", folder / "data", "-A", "trust", "-U", "grade", "--no-sync")

    def start(self) -> None:
        options = " ".join(
            f"-c {setting}" for setting in (*_SETTINGS, f"unix_socket_directories={self._folder}")
        )
        self._run(
            "pg_ctl",
            "-D",
            self._folder / "data",
            "-w",
            "-l",
            self._folder / "log",
            "-o",
            options,
            "start",
        )

    def stop(self) -> None:
        self._run("pg_ctl", "-D", self._folder / "data", "-w", "-m", "immediate", "stop")

    def new_database(self) -> str:
        """The URL of an empty place; a schema of its own is as good and made at once."""
        self._places += 1
        name = f"place{self._places}"
        where = f"host={self._folder} user=grade dbname=postgres"
        with psycopg.connect(where, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}".encode())
        options = f"host={self._folder}&options=-csearch_path%3D{name}"
        return f"postgresql+psycopg://grade@/postgres?{options}"

    def _run(self, program: str, *arguments: object) -> None:
        who: dict[str, Any] = {"user": self._user, "group": self._user} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [installed(program) or program, *map(str, arguments)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            cwd=self._folder,
            check=False,
            **who,
        )
        assert done.returncode == 0, f"{program}: {done.stderr.decode()}"


@contextmanager
def running_server() -> Iterator[Server]:
    """A started server; `make databases` installs what it needs."""
    with tempfile.TemporaryDirectory(prefix="grade-pg-", ignore_cleanup_errors=True) as folder:
        server = Server(Path(folder))
        server.start()
        try:
            yield server
        finally:
            server.stop()


def installed(program: str) -> str | None:
    """Where a program of the server is; Debian keeps them off the path."""
    return shutil.which(program) or next(
        (str(path) for path in sorted(_DEBIAN.glob(f"*/bin/{program}"), reverse=True)), None
    )
