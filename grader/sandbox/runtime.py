"""What of this machine a worker needs to run Python, and how it is started."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
import tempfile
from pathlib import Path

from grader.errors import GraderFault
from grader.text import say

_PACKAGE = Path(__file__).resolve().parents[1]
_INSIDE = ("__init__.py", "sandbox/__init__.py", "sandbox/wire.py", "sandbox/wire_header.py")
_INSIDE_FOLDERS = ("sandbox/confine", "sandbox/inside")
# One thread each: a pool started before the fork would hang in the child.
ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHON_DISABLE_REMOTE_DEBUG": "1",
}
_PREFIXES = (sys.base_prefix, "/usr", "")
# Chosen by whoever runs the grader, harmless, and needed for right results on some machines.
_INHERITED = ("OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")


class Runtime:
    """The worker's half of this package, copied to where its path tells nothing."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="grade-runtime-")
        self.path = Path(self._folder.name)
        self.path.chmod(0o755)
        for name in _INSIDE:
            target = self.path / "grader" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(_PACKAGE / name, target)
        ignore = shutil.ignore_patterns("__pycache__")
        for name in _INSIDE_FOLDERS:
            shutil.copytree(_PACKAGE / name, self.path / "grader" / name, ignore=ignore)

    def close(self) -> None:
        """Remove the copy."""
        self._folder.cleanup()


def python() -> str:
    """The interpreter itself, not a virtual environment's link to it."""
    return os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)


def environment() -> dict[str, str]:
    """The whole environment of a worker; nothing else of ours leaks into it."""
    return ENVIRONMENT | {name: os.environ[name] for name in _INHERITED if name in os.environ}


def site_folders(modules: list[str]) -> list[str]:
    """Folders from which the modules and msgspec are imported."""
    folders: dict[str, None] = {}
    for name in ["numpy", "msgspec", *modules]:
        spec = importlib.util.find_spec(name)
        if spec is None or spec.origin is None:
            raise GraderFault(
                say(
                    "The Python package {name} is not installed here, and this assignment "
                    "needs it. Install it and grade again.",
                    name=name,
                )
            )
        is_package = spec.submodule_search_locations is not None
        folders[str(Path(spec.origin).parents[1 if is_package else 0])] = None
    return list(folders)


def bootstrap(paths: list[str], call: str) -> list[str]:
    """Command line of an interpreter that sees only `paths` and the standard library."""
    program = f"import sys; sys.path[:0] = {paths!r}; {call}"
    return [python(), "-I", "-S", "-B", "-c", program]


def system_paths() -> list[str]:
    """The interpreter and the system's shared libraries.

    No more than that: a course may well live in /usr/src or /usr/local.
    """
    libraries = [f"{prefix}/{name}" for prefix in _PREFIXES for name in ("lib", "lib64")]
    candidates = [python(), *libraries, "/etc/ld.so.cache"]
    return [path for path in dict.fromkeys(candidates) if os.path.exists(path)]
