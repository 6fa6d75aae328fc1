"""Which compilers are here, by their own words."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from grader.assignment import compilers

NVCC = """#!/bin/sh
echo 'nvcc: NVIDIA (R) Cuda compiler driver'
echo 'Built on Wed_Aug_20_01:58:59_PM_PDT_2025'
echo 'Cuda compilation tools, release 13.0, V13.0.88'
"""


def program(path: Path, text: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    path.chmod(0o755)
    return str(path)


def test_the_toolkit_is_where_its_compiler_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Not where a script of the name nvcc is."""
    (tmp_path / "nvvm/bin").mkdir(parents=True)
    (tmp_path / "nvvm/bin/cicc").touch()
    monkeypatch.setenv("CUDA_HOME", str(tmp_path))
    assert compilers.cuda_toolkit.__wrapped__() == str(tmp_path)


def test_versions_as_the_compilers_say(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of each the last number on a line; one that is not there has a word of its own."""
    program(tmp_path / "bin/nvcc", NVCC)
    gnu = program(tmp_path / "g++", "#!/bin/sh\necho 'g++ (Debian 14.2.0-19) 14.2.0'\n")
    monkeypatch.setattr(compilers, "cuda_toolkit", lambda: str(tmp_path))
    monkeypatch.setattr(shutil, "which", lambda _: gnu)
    assert compilers.versions() == {"g++": "14.2.0", "nvcc": "13.0.88"}
    monkeypatch.setattr(compilers, "cuda_toolkit", lambda: None)
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert set(compilers.versions().values()) == {"absent"}


@pytest.mark.parametrize(
    "text", ["#!/bin/sh\nexit 1\n", "#!/no/such\n", "#!/bin/sh\nprintf '\\377'\n"]
)
def test_a_program_that_says_nothing_is_absent(text: str, tmp_path: Path) -> None:
    """Whatever its name is."""
    assert compilers._version(program(tmp_path / f"g++{os.urandom(4).hex()}", text)) == "absent"
