"""The same attacks where the grader is no root: the kernel treats an ordinary user otherwise."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_USER = "61184"  # nobody's
_WHICH = "(blocked or twin) and not without and not landlock and not torch"
_TRY = """
import pytest
from grader.records import Confinement
from grader.sandbox.ladder import Sandbox
sandbox = Sandbox(("numpy",), Confinement.NAMESPACES)
assert sandbox.level is Confinement.NAMESPACES
sandbox.close()
"""
_TIME_LIMIT_S = 300.0  # a guard


def _interpreter(environment: dict[str, str]) -> list[str] | None:
    """How to start, as an ordinary user, a Python whose workers can be confined there."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        return None
    system = f"/usr/bin/python3.{sys.version_info.minor}"
    for python in (os.path.realpath(sys.executable), system):
        start = [setpriv, "--reuid", _USER, "--regid", _USER, "--clear-groups", python]
        try:
            subprocess.run(
                [*start, "-c", _TRY],
                env=environment,
                cwd="/",
                check=True,
                capture_output=True,
            )
        except (OSError, subprocess.CalledProcessError):
            continue
        return start
    return None


def test_attacks_are_blocked_for_an_ordinary_user_too() -> None:
    """Run as root, these tests run once more as somebody else, where an interpreter allows it."""
    site = Path(pytest.__file__).parents[1]
    with tempfile.TemporaryDirectory(dir="/var/tmp") as folder:
        os.chmod(folder, 0o777)  # noqa: S103
        environment = {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": folder,
            "TMPDIR": folder,
            "PYTHONPATH": f"{_ROOT}:{site}",
            "PYTHONDONTWRITEBYTECODE": "1",
        }
        start = _interpreter(environment)
        if start is None:
            pytest.skip("not root, or no interpreter that works for an ordinary user")
        command = [*start, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider", "--tb=short"]
        done = subprocess.run(
            [*command, "tests/attacks/test_attacks.py", "-k", _WHICH],
            cwd=_ROOT,
            env=environment,
            capture_output=True,
            timeout=_TIME_LIMIT_S,
            check=False,
        )
    said = done.stdout.decode()
    assert done.returncode == 0, said[-3000:]
    assert "attacks blocked: " in said, said[-1500:]
