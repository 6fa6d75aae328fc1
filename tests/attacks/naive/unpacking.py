"""What a deliberately naive grader does with an archive: it writes out whatever is inside."""

from __future__ import annotations

import io
import os
import tarfile
import zipfile
from pathlib import Path

_LARGE_BYTES = 4 << 20
_MANY = 1000


def harm(data: bytes, folder: Path) -> str:
    """What went wrong when `data` was unpacked into a folder within `folder`; "" for nothing."""
    work = folder / "outer" / "work"
    work.mkdir(parents=True)
    try:
        count = _unpack_zip(data, work) if data.startswith(b"PK") else _unpack_tar(data, work)
    except Exception as error:
        return f"the grader ended: {type(error).__name__}"
    found = [path for path in folder.rglob("*") if path.is_symlink() or path.is_file()]
    if any(work not in path.parents for path in found):
        return "a file outside"
    if any(path.is_symlink() or path.stat().st_nlink > 1 for path in found):
        return "a link"
    if len(found) < count:
        return "two files became one"
    if len(found) > _MANY or sum(path.stat().st_size for path in found) > _LARGE_BYTES:
        return "a full disk"
    odd = [path.name for path in found if not path.name.isprintable() or path.name[0] in "-.~"]
    odd += [str(p) for p in found if p.suffix in (".so", ".pyc", ".pth") or p.name == "conftest.py"]
    return "a name or file that acts later" if odd else ""


def _unpack_zip(data: bytes, work: Path) -> int:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            name = member.filename
            path = f"{work}/{name}" if not name.startswith("/") else f"{work.parent}{name}"
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(archive.read(member))
        return len(archive.infolist())


def _unpack_tar(data: bytes, work: Path) -> int:
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        if hasattr(tarfile, "fully_trusted_filter"):  # Python before 3.11.4 has no other
            archive.extraction_filter = tarfile.fully_trusted_filter
        archive.extractall(work)  # noqa: S202 - naive on purpose
        return len(archive.getmembers())
