"""What a worker gets of this machine: the interpreter, the packages, its half of our code."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import numpy as np
import pytest

from grader.errors import GraderFault
from grader.sandbox import runtime
from grader.sandbox.runtime import Runtime


def test_the_copy_holds_the_workers_half_only() -> None:
    """Nothing that knows checks, references or scores; gone when it is closed."""
    made = Runtime()
    files = {str(path.relative_to(made.path)) for path in made.path.rglob("*.py")}
    assert "grader/sandbox/inside/worker.py" in files
    for trusted in ("client", "ladder", "zygote", "budget", "plain", "process"):
        assert f"grader/sandbox/{trusted}.py" not in files
    assert {file.split("/")[1] for file in files} == {"__init__.py", "sandbox"}
    assert not list(made.path.rglob("__pycache__"))
    made.close()
    assert not made.path.exists()


def test_the_copy_imports_nothing_that_it_lacks() -> None:
    """Every import of our own within it is of a file within it."""
    made = Runtime()
    for path in made.path.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            name = node.module if isinstance(node, ast.ImportFrom) else None
            if name and name.startswith("grader."):
                target = made.path / name.replace(".", "/")
                assert target.is_dir() or target.with_suffix(".py").is_file(), name
    made.close()


def test_the_environment_is_a_short_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """One thread each, and what whoever runs the grader chose for OpenBLAS."""
    monkeypatch.setenv("GRADE_SECRET_FILE", "/secret")
    monkeypatch.setenv("OPENBLAS_CORETYPE", "Haswell")
    monkeypatch.delenv("OPENBLAS_L2_SIZE", raising=False)
    assert runtime.environment() == {**runtime.ENVIRONMENT, "OPENBLAS_CORETYPE": "Haswell"}


def test_packages_come_from_where_this_process_has_them() -> None:
    """Each folder once; numpy and msgspec are always needed."""
    folders = runtime.site_folders(["numpy"])
    assert len(folders) == len(set(folders))
    for package in (np, msgspec):
        assert str(Path(str(package.__file__)).parents[1]) in folders


def test_a_module_of_one_file_is_found_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In its own folder, not the one above."""
    (tmp_path / "one_file.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert str(tmp_path) in runtime.site_folders(["one_file"])


def test_a_package_that_is_missing_is_named() -> None:
    """With what to do."""
    with pytest.raises(GraderFault, match="no_such_package is not installed"):
        runtime.site_folders(["no_such_package"])


@pytest.mark.skipif(sys.platform == "win32", reason="paths of Unix")
def test_the_system_is_shown_only_as_far_as_python_needs_it() -> None:
    """The interpreter's own file and library folders, no prefix as a whole."""
    paths = runtime.system_paths()
    assert runtime.python() in paths
    for path in paths:
        assert os.path.exists(path)
    for whole in ("/", "/usr", "/usr/local", "/etc", sys.base_prefix):
        assert whole not in paths


def test_the_interpreter_starts_with_nothing_but_the_given_paths() -> None:
    """No user's site, no environment, no folder that happens to be the current one."""
    command = runtime.bootstrap(["/runtime/own"], "print(sys.path[0], sys.flags.isolated)")
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "/runtime/own 1\n"
    assert not Path(runtime.python()).is_symlink()
