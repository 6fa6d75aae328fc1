"""The student kit holds everything students need and nothing that they must not see."""

from __future__ import annotations

import secrets
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import Any

import numpy as np
import platformdirs
import pytest

from grader.assignment import content, find
from grader.errors import UsageError
from grader.release import release

CANARY = f"canary-{secrets.token_hex(12)}"


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(platformdirs, "user_state_path", lambda _: tmp_path / "state")


@pytest.fixture
def planted(course: Any) -> Any:
    """A course with a canary in everything that is hidden."""
    for path in sorted(course.solutions.rglob("*.py")):
        path.write_text(f"{path.read_text('utf-8')}\n# {CANARY}\n", "utf-8")
    course.write("solutions/hw1/rubric.toml", f"# {CANARY}\n")
    course.write("secret", f"{CANARY}, long enough for a secret")
    return course


def every_byte(folder: Path) -> bytes:
    """All files of a folder, archives unpacked, names included."""
    total = b""
    for path in sorted(folder.rglob("*")):
        total += str(path.relative_to(folder)).encode()
        if path.is_file():
            total += path.read_bytes()
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as archive:
                for name in archive.namelist():
                    total += name.encode() + archive.read(name)
    return total


def test_refused_before_the_gate(course: Any, tmp_path: Path) -> None:
    """Without a passed gate there is no kit."""
    with pytest.raises(UsageError, match="grade verify hw1"):
        release(find("hw1", course.root), tmp_path / "kit")
    assert not (tmp_path / "kit").exists()


@pytest.mark.parametrize("half", ["solutions/hw1/double.py", "assignments/hw1/assignment.toml"])
def test_refused_after_a_change(course: Any, tmp_path: Path, half: str) -> None:
    """A change of either half after the gate needs the gate again."""
    assignment = find("hw1", course.root)
    content.remember_verified(assignment)
    path = course.root / half
    path.write_text(path.read_text("utf-8") + "\n# changed\n", "utf-8")
    with pytest.raises(UsageError, match="grade verify hw1"):
        release(assignment, tmp_path / "kit")


def test_an_existing_folder_is_left_alone(course: Any, tmp_path: Path) -> None:
    """A kit never overwrites anything."""
    assignment = find("hw1", course.root)
    content.remember_verified(assignment)
    with pytest.raises(UsageError, match="exists already"):
        release(assignment, tmp_path)


def test_nothing_hidden_is_in_it(planted: Any, tmp_path: Path) -> None:
    """A canary in every hidden file is in no byte of the kit, its archives unpacked."""
    assignment = find("hw1", planted.root)
    content.remember_verified(assignment)
    release(assignment, tmp_path / "kit")
    everything = every_byte(tmp_path / "kit")
    assert b"grader/grading.py" in everything
    assert CANARY.encode() not in everything
    for name in (b"adds_one", b"test_quadruple"):
        assert name not in everything


def test_a_kit_repeats(course: Any, tmp_path: Path) -> None:
    """Two kits of the same content are the same, byte for byte."""
    assignment = find("hw1", course.root)
    content.remember_verified(assignment)
    for name in ("one", "two"):
        release(assignment, tmp_path / name)
    assert every_byte(tmp_path / "one") == every_byte(tmp_path / "two")


def test_a_student_can_use_it(course: Any, tmp_path: Path) -> None:
    """The kit's wheel installs, and `grade hw1` runs the public checks from the kit's folder."""
    assignment = find("hw1", course.root)
    content.remember_verified(assignment)
    for path in (course.submission() / "double.py", course.submission() / "quadruple.py"):
        (course.assignment / path.name).write_text(path.read_text("utf-8"), "utf-8")
    content.remember_verified(assignment)
    kit = tmp_path / "kit"
    release(assignment, kit)
    (wheel,) = kit.glob("*.whl")
    environment = tmp_path / "venv"
    # Packages that the wheel needs come from the environment of the tests: no network.
    venv.create(environment, system_site_packages=False, with_pip=True)
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    run(python, "-m", "pip", "install", "-q", "--no-deps", "--no-index", str(wheel), cwd=kit)
    site = run(python, "-c", "import site; print(site.getsitepackages()[0])", cwd=kit).stdout
    here = Path(np.__file__).parents[1]
    Path(site.strip(), "packages.pth").write_text(f"{here}\n", "utf-8")
    found = run(python, "-c", "import grader; print(grader.__file__)", cwd=kit).stdout
    assert str(environment) in found
    result = run(python, "-m", "grader", "hw1", "--lang", "en", cwd=kit)
    assert result.returncode == 0, result.stderr
    assert "1 of 1 passed" in result.stdout
    assert "hidden check" in result.stdout


def run(*command: Any, cwd: Path) -> subprocess.CompletedProcess[str]:
    result = subprocess.run(
        [str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert "Traceback" not in result.stderr
    assert result.returncode in (0, 1), result.stderr
    return result
