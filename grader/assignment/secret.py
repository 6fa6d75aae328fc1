"""The course secret, from which every hidden input derives."""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from pathlib import Path

import platformdirs

from grader.errors import AssignmentError
from grader.text import say

_VARIABLE = "GRADE_SECRET_FILE"
_LENGTH = 32
PUBLIC = b"public checks have no secret"  # so that students can repeat them


def course_secret() -> bytes:
    """The secret's bytes: from GRADE_SECRET_FILE, or from a file made on first use.

    Verdicts repeat only under the same secret; whoever grades a class keeps it in a file
    that all graders share and no student can read.
    """
    if named := os.environ.get(_VARIABLE):
        return _read(Path(named))
    path = platformdirs.user_data_path("grade") / "secret"
    if not path.exists():
        _make(path)
    return _read(path)


def seed_of(secret: bytes, check_id: str) -> int:
    """The seed of one check: the same for every submission, not to be guessed."""
    digest = hashlib.blake2b(check_id.encode(), key=secret[:64], digest_size=8).digest()
    return int.from_bytes(digest) >> 1  # generators take 63 bits


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(secrets.token_bytes(_LENGTH))
    try:
        os.link(partial, path)  # fails if another grader was first: then its secret counts
    except FileExistsError:
        return
    finally:
        os.unlink(partial)
    made = say(
        "Made a course secret: {file}. Keep it with the course; hidden inputs derive from it.",
        file=path,
    )
    sys.stderr.write(f"{made.en}\n{made.ko}\n")


def _read(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise AssignmentError(
            say("The course secret {file} cannot be read: {error}", file=path, error=error)
        ) from None
    if len(content) < _LENGTH:
        raise AssignmentError(
            say(
                "The course secret {file} has {got} bytes, expected at least {expected}.",
                file=path,
                got=len(content),
                expected=_LENGTH,
            )
        )
    return content
