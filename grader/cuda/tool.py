"""Running a compiler on a stranger's source, where it can read nothing worth having.

A compiler runs no code of its input, but it reads what the input names: `#include "/etc/passwd"`
would put that file into its messages, `.incbin` into its output. So it gets a file system of its
own, with the system's programs, headers and libraries, and nothing else.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from grader.errors import GraderFault
from grader.records import Confinement
from grader.sandbox import bubblewrap
from grader.sandbox.runtime import bootstrap
from grader.text import say

_SYSTEM: Final = tuple(
    f"{prefix}/{name}"
    for prefix in ("/usr", "")
    for name in ("bin", "include", "lib", "lib64", "libexec")
)
_PACKAGE: Final = Path(__file__).resolve().parents[1]
_WALL_S: Final = 60.0
_SAID_BYTES: Final = 16 << 10
# What a few lines can make a compiler do: expand templates for ever, write without end.
_LIMITED: Final = 'ulimit -t 30; ulimit -v 8388608; ulimit -f 131072; ulimit -c 0; exec "$@"'
_LANDLOCKED: Final = "from grader.sandbox.confine.tool import main; main()"


@dataclass(frozen=True)
class Finished:
    """How a command ended."""

    code: int
    said: str  # standard output and error, its beginning


def possible() -> bool:
    """Whether compilers are started here at all: wherever workers are, but not on Windows."""
    return os.name == "posix"


def run_tool(
    command: Sequence[str], folder: Path, level: Confinement, also: Sequence[str] = ()
) -> Finished:
    """Run `command` with `folder` as its working directory; it can read `also` too.

    `GraderFault` where it could not be started or did not end.
    """
    limited = ["/bin/sh", "-c", _LIMITED, "sh", *command]
    with tempfile.TemporaryFile() as output:
        try:
            code = subprocess.run(  # noqa: S603 - a program of ours
                [*_prefix(folder, level, also), *limited],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                timeout=_WALL_S,
                check=False,
            ).returncode
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GraderFault(
                say("{program} cannot be run: {error}", program=command[0], error=error)
            ) from None
        output.seek(0)
        said = output.read(_SAID_BYTES).decode("utf-8", "replace")
    return Finished(code, said)


def make(
    command: Sequence[str],
    files: Mapping[str, bytes],
    made: str,
    level: Confinement,
    also: Sequence[str] = (),
) -> bytes | Finished:
    """The file `made` that a command makes of `files`, or how it ended without."""
    with tempfile.TemporaryDirectory(prefix="grade-kernel-") as name:
        folder = Path(name)
        for file, content in files.items():
            (folder / file).write_bytes(content)
        finished = run_tool(command, folder, level, also)
        path = folder / made
        return finished if finished.code or not path.is_file() else path.read_bytes()


def _prefix(folder: Path, level: Confinement, also: Sequence[str]) -> list[str]:
    """What starts a command as strictly held as workers of this level are."""
    programs = [path for path in (*_SYSTEM, *also) if os.path.exists(path)]
    match level:
        case Confinement.UNCONFINED:  # the students' own machine, and their own source
            return []
        case Confinement.LANDLOCK:
            places = [str(_PACKAGE.parent)]
            return [*bootstrap(places, _LANDLOCKED), str(folder), *programs, "--"]
    bwrap = bubblewrap.find()
    if bwrap is None:
        raise GraderFault(say("bubblewrap (bwrap) is not installed."))
    return bubblewrap.for_tool(bwrap, programs, str(folder))
