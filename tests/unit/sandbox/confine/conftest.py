"""Children to confine: what is tried here cannot be undone, so it never happens in pytest itself.

A child runs a few lines of Python, to which everything in `probing.py` is at hand, and ends with
`report(...)`.
"""

from __future__ import annotations

import json
import os
import shutil
import struct
import subprocess
import sys
import textwrap
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
REPOSITORY = HERE.parents[3]
ORDINARY_USER = "61184"  # no account has it

Report = dict[str, Any]
RunChild = Callable[..., Report]


def _environment() -> dict[str, str]:
    return {
        "PYTHONPATH": f"{REPOSITORY}:{HERE}",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PATH": os.defpath,
    }


def _run(command: Sequence[str], *parts: str) -> Report:
    source = "\n".join(("from probing import *", *map(textwrap.dedent, parts)))
    child = subprocess.run(
        [*command, "-c", source],
        env=_environment(),
        cwd="/",
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert child.returncode == 0, child.stderr
    report: Report = json.loads(child.stdout)
    return report


@pytest.fixture
def run_child() -> RunChild:
    """Run lines of Python in a child process of this user and return what it reports."""
    if sys.platform != "linux":
        pytest.skip("confinement works on Linux only")
    return lambda *parts: _run([sys.executable, "-W", "error"], *parts)


@pytest.fixture
def run_ordinary_child(run_child: RunChild) -> RunChild:
    """Run lines of Python in a child process that is not root's; it may lack numpy."""
    if os.geteuid() != 0:
        return run_child
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        pytest.skip("these tests run as root, and setpriv is not installed")
    become = [setpriv, f"--reuid={ORDINARY_USER}", f"--regid={ORDINARY_USER}", "--clear-groups"]
    commands = [[*become, python] for python in (sys.executable, "/usr/bin/python3")]
    command = next(filter(_can_import_confine, commands), None)
    if command is None:
        pytest.skip("no Python 3.11 that another user than root could run")
    return lambda *parts: _run(command, *parts)


def _can_import_confine(command: Sequence[str]) -> bool:
    source = "import sys, probing; sys.exit(sys.version_info < (3, 11))"
    done = subprocess.run(
        [*command, "-c", source], env=_environment(), cwd="/", capture_output=True, check=False
    )
    return done.returncode == 0


@pytest.fixture
def user_namespaces(run_child: RunChild) -> None:
    """Skip where the kernel allows no new user namespace."""
    answer = run_child("report(**in_fork(enter_user_namespace))")
    if "error" in answer:
        pytest.skip(f"no user namespaces here: {answer['error']}")


Execute = Callable[[bytes, bytes], int]


@pytest.fixture(scope="session")
def execute() -> Execute:
    """Run a classic BPF program over data as the kernel would; return what it returns."""
    return _execute


def _execute(program: bytes, data: bytes) -> int:
    instructions = list(struct.iter_unpack("=HBBI", program))
    at, accumulator = 0, 0
    while True:
        code, if_true, if_false, operand = instructions[at]
        if code == 0x06:  # BPF_RET | BPF_K
            return int(operand)
        if code == 0x20:  # BPF_LD | BPF_W | BPF_ABS
            (accumulator,) = struct.unpack_from("=I", data, operand)
            at += 1
            continue
        holds = {
            0x15: accumulator == operand,  # BPF_JEQ
            0x35: accumulator >= operand,  # BPF_JGE
            0x45: bool(accumulator & operand),  # BPF_JSET
        }[code]
        at += 1 + (if_true if holds else if_false)
