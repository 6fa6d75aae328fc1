"""Compilers of this machine that verdicts on GPU kernels depend on: where they are, which ones."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from functools import cache
from pathlib import Path
from typing import Final

TRITON_RUNTIME: Final = ("numpy", "torch", "triton")  # modules that compile a kernel in Python
ABSENT: Final = "absent"
_PLACES: Final = ("CUDA_HOME", "CUDA_PATH")
_VERSION: Final = re.compile(r"\bV?(\d+(?:\.\d+)+)\s*$", re.MULTILINE)
_LONGEST_S: Final = 10.0


@cache
def cuda_toolkit() -> str | None:
    """The folder that nvcc is in, not the script that may stand for it in /usr/local/bin."""
    found = shutil.which("nvcc")
    places = [os.environ[name] for name in _PLACES if os.environ.get(name)]
    places += sorted(map(str, Path("/usr/local").glob("cuda*")), reverse=True)
    places += [str(Path(found).resolve().parents[1])] if found else []
    complete = (p for p in places if os.path.isfile(f"{p}/nvvm/bin/cicc"))
    return next(map(os.path.realpath, complete), None)


def versions() -> dict[str, str]:
    """By name; "absent" for one that is not here or does not run. Nothing is compiled."""
    toolkit = cuda_toolkit()
    nvcc = f"{toolkit}/bin/nvcc" if toolkit else None
    return {"g++": _version(shutil.which("g++")), "nvcc": _version(nvcc)}


@cache
def _version(program: str | None) -> str:
    """What it says of itself, at the end of a line."""
    if program is None:
        return ABSENT
    try:
        command = [program, "--version"]
        done = subprocess.run(  # noqa: S603 - a compiler of this machine's own
            command, capture_output=True, timeout=_LONGEST_S, check=False, text=True
        )
    except (OSError, subprocess.SubprocessError, UnicodeDecodeError):
        return ABSENT
    found = _VERSION.search(done.stdout)
    return found[1] if found else ABSENT
