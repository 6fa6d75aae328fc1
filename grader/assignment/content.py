"""Which content of an assignment has passed the author's gate."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

import platformdirs

from grader import __version__
from grader.assignment.model import Assignment

_NO_CONTENT = "__pycache__"


def files_of(folder: Path) -> list[Path]:
    """Every file below a folder that an author wrote, in a fixed order; hidden ones are tools'."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.is_file() and not any(map(_is_no_content, path.relative_to(folder).parts))
    )


def sha256_of(parts: Iterable[tuple[str, bytes]]) -> str:
    """SHA-256 of named contents, in the order given."""
    total = hashlib.sha256()
    for name, content in parts:
        total.update(len(name.encode()).to_bytes(4) + name.encode())
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def digest(assignment: Assignment) -> str:
    """SHA-256 of both halves of an assignment and of the program that judged them."""
    parts = [("grade", __version__.encode())]
    for folder in filter(None, (assignment.folder, assignment.solutions)):
        parts += [(p.relative_to(folder).as_posix(), p.read_bytes()) for p in files_of(folder)]
    return sha256_of(parts)


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


def _is_no_content(part: str) -> bool:
    return part == _NO_CONTENT or part.startswith(".")
