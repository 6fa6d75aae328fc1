"""Archives made on the spot."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

PACKINGS: dict[str, Callable[[bytes], bytes]] = {
    "tar": bytes,
    "tar.gz": gzip.compress,
    "tar.bz2": bz2.compress,
    "tar.xz": lzma.compress,
}


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """A submission that lacks shapes.py."""
    return {
        "convolution.py": "# 합성곱\nx = 1\n".encode(),
        "pooling.py": b"y = 2\n",
        "answers.md": b"# Answers\n",
    }


@pytest.fixture(scope="session")
def zip_of() -> Callable[..., bytes]:
    """Builds a deflated zip archive of (name or ZipInfo, bytes) pairs."""

    def build(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]]) -> bytes:
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in members:
                archive.writestr(name, data)
        return buffer.getvalue()

    return build


@pytest.fixture(scope="session")
def tar_of() -> Callable[..., bytes]:
    """Builds a tar archive of (name or TarInfo, bytes) pairs."""

    def build(
        members: Iterable[tuple[str | tarfile.TarInfo, bytes]], kind: int = tarfile.PAX_FORMAT
    ) -> bytes:
        buffer = io.BytesIO()
        with tarfile.open(fileobj=buffer, mode="w", format=kind) as archive:
            for name, data in members:
                info = tarfile.TarInfo(name) if isinstance(name, str) else name
                info.size = len(data)
                archive.addfile(info, io.BytesIO(data))
        return buffer.getvalue()

    return build


@pytest.fixture(scope="session")
def archives(
    zip_of: Callable[..., bytes], tar_of: Callable[..., bytes], files: dict[str, bytes]
) -> dict[str, bytes]:
    """The submission in a folder, in each form of archive, by its suffix."""
    members = [(f"hw5/assignment5/{name}", data) for name, data in files.items()]
    packed = {suffix: pack(tar_of(members)) for suffix, pack in PACKINGS.items()}
    return {"zip": zip_of(members), **packed}


@pytest.fixture
def folder_of(tmp_path: Path) -> Callable[[dict[str, bytes]], Path]:
    """Makes a folder named 2023123456 with the files given by their paths."""

    def build(contents: dict[str, bytes]) -> Path:
        root = tmp_path / "2023123456"
        root.mkdir()
        for name, data in contents.items():
            place = root / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(data)
        return root

    return build
