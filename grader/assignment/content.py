"""Which content of an assignment has passed the author's gate."""

from __future__ import annotations

import hashlib
from pathlib import Path

import platformdirs

from grader import __version__
from grader.assignment.model import Assignment

_NO_CONTENT = ("__pycache__", ".pytest_cache", ".DS_Store", ".ipynb_checkpoints")


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder that an author wrote, in a fixed order."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(part in _NO_CONTENT for part in path.parts)
    )


def digest(assignment: Assignment) -> str:
    """SHA-256 of both halves of an assignment and of the program that judged them."""
    total = hashlib.sha256(f"grade {__version__}".encode())
    for folder in (assignment.folder, assignment.solutions):
        for path in files_of(folder) if folder else ():
            name = path.relative_to(folder or path).as_posix().encode()
            content = hashlib.sha256(path.read_bytes()).digest()
            total.update(len(name).to_bytes(4) + name + content)
    return total.hexdigest()


def remember_verified(assignment: Assignment) -> None:
    """Note that this content has passed."""
    stamp = _stamp(assignment)
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.touch()


def is_verified(assignment: Assignment) -> bool:
    """Has exactly this content passed, on this machine?"""
    return _stamp(assignment).exists()


def _stamp(assignment: Assignment) -> Path:
    state = platformdirs.user_state_path("grade")
    return state / "verified" / f"{assignment.name}-{digest(assignment)}"
