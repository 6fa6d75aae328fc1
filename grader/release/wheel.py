"""This program as a wheel, made from the installed package: offline, the same bytes each time."""

from __future__ import annotations

import base64
import hashlib
from importlib import metadata
from pathlib import Path

import grader
from grader.assignment.content import files_of
from grader.release.archive import write_archive

_WHEEL = "Wheel-Version: 1.0\nGenerator: grade\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def write_wheel(folder: Path) -> Path:
    """Write grade-VERSION-py3-none-any.whl into `folder` (PEP 427)."""
    distribution = metadata.distribution("grade")
    version = distribution.version
    information = f"grade-{version}.dist-info"
    package = Path(grader.__file__).parent
    contents = {
        f"grader/{path.relative_to(package).as_posix()}": path.read_bytes()
        for path in files_of(package)
    }
    # The same text has another name while the package is being developed.
    described = distribution.read_text("METADATA") or distribution.read_text("PKG-INFO") or ""
    contents[f"{information}/METADATA"] = described.encode()
    entries = distribution.read_text("entry_points.txt") or ""
    contents[f"{information}/entry_points.txt"] = entries.encode()
    contents[f"{information}/WHEEL"] = _WHEEL.encode()
    record = "".join(f"{name},{_entry(data)}\n" for name, data in contents.items())
    contents[f"{information}/RECORD"] = f"{record}{information}/RECORD,,\n".encode()
    wheel = folder / f"grade-{version}-py3-none-any.whl"
    write_archive(wheel, contents)
    return wheel


def _entry(data: bytes) -> str:
    encoded = base64.urlsafe_b64encode(hashlib.sha256(data).digest()).rstrip(b"=").decode()
    return f"sha256={encoded},{len(data)}"
