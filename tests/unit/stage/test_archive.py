"""The kind of an archive is told by its bytes."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable

import pytest

from grader.errors import SubmissionError
from grader.stage.archive import archive_entries, without_suffix
from grader.stage.staged import StageLimits

Build = Callable[..., bytes]
LIMITS = StageLimits()
MEMBERS = [("convolution.py", b"x = 1\n")]


def refusal(data: bytes, limits: StageLimits = LIMITS) -> str:
    """Why it is refused, in English."""
    with pytest.raises(SubmissionError) as refused:
        archive_entries(data, "hw\x1b.zip", limits)
    assert refused.value.message.complete
    return refused.value.message.en


@pytest.mark.parametrize("suffix", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_archives_are_told_by_their_bytes(archives: dict[str, bytes], suffix: str) -> None:
    """Zip, and tar plain or packed, although the name says something else."""
    entries = archive_entries(archives[suffix], "hw.rar", LIMITS)
    assert ("hw5", "assignment5", "pooling.py") in [entry.path for entry in entries]


@pytest.mark.parametrize(
    ("signature", "kind"),
    [
        (b"7z\xbc\xaf\x27\x1c\0\4", "7z"),
        (b"Rar!\x1a\x07\x01\0", "RAR"),
        (b"ALZ\x01\x0a", "ALZ"),
        (b"EGGA\x00\x01", "EGG"),
    ],
)
def test_other_archives_are_refused_by_name(signature: bytes, kind: str) -> None:
    """The sentence says what it is and what to hand in, and shows the name escaped."""
    sentence = refusal(signature + bytes(600))
    assert f"is a {kind} archive" in sentence
    assert ".tar.gz" in sentence
    assert r"hw\x1b.zip" in sentence


@pytest.mark.parametrize("data", [b"", b"x", b"print('hello')\n" * 100, b"\x89PNG\r\n\x1a\n"])
def test_what_is_no_archive_is_refused(data: bytes) -> None:
    """With the forms that are read."""
    assert "neither a folder nor an archive" in refusal(data)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_tar_archives_must_be_whole(tar_of: Build, pack: Callable[[bytes], bytes]) -> None:
    """Cut short, corrupted, or with something glued on."""
    packed = pack(tar_of(MEMBERS))
    assert "damaged" in refusal(packed[:-3])
    assert "after its end" in refusal(packed + packed)
    broken = bytearray(packed)
    broken[len(packed) // 2] ^= 0xFF
    assert "damaged" in refusal(bytes(broken))


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_packed_bombs_are_refused(pack: Callable[[bytes], bytes]) -> None:
    """By how often they grow, once that is more than a MiB."""
    assert "grows too much" in refusal(pack(bytes(4 << 20)))


def test_what_unpacks_beyond_the_total_is_refused(tar_of: Build) -> None:
    """Whatever the growth."""
    packed = gzip.compress(tar_of([("data.bin", bytes(range(256)) * 8192)]), 1)
    limits = StageLimits(total_bytes=1 << 20, ratio=10**6)
    assert "more than 1 MiB" in refusal(packed, limits)


def test_an_xz_archive_cannot_ask_for_much_memory() -> None:
    """A small file may ask for a window of gigabytes; such a one is refused unopened."""
    hungry = lzma.compress(
        bytes(2048), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 28, "nice_len": 8,
                               "mode": lzma.MODE_FAST, "mf": lzma.MF_HC3}]
    )  # fmt: skip
    assert "cannot be unpacked" in refusal(hungry)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("2023123456.zip", "2023123456"),
        ("2023123456.TAR.GZ", "2023123456"),
        ("kim.min.tgz", "kim.min"),
        ("2023123456", "2023123456"),
        ("kim.txt", "kim.txt"),
        (".zip", ""),
    ],
)
def test_suffixes_of_archives_are_taken_off(name: str, expected: str) -> None:
    """What remains names the submission."""
    assert without_suffix(name) == expected
