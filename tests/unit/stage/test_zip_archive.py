"""Members of zip archives are unpacked against what their headers promise."""

from __future__ import annotations

import struct
import tracemalloc
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO

import pytest

from grader.errors import SubmissionError
from grader.stage.entries import FileRefusedError
from grader.stage.staged import StageLimits
from grader.stage.zip_archive import zip_entries

Build = Callable[..., bytes]
LIMITS = StageLimits()
CAP = 1 << 20
CONTENT = b"x = 1\n" * 100


def read_first(data: bytes) -> bytes:
    """The bytes of the first member."""
    return zip_entries(data, LIMITS)[0].read(CAP)


def refusal(data: bytes) -> str:
    """Why the first member stops the whole submission, in English."""
    with pytest.raises(SubmissionError) as refused:
        read_first(data)
    assert refused.value.message.complete
    return refused.value.message.en


@dataclass(frozen=True)
class Headers:
    """The headers of an archive's only member, which may lie."""

    size: int
    crc: int
    method: int = 8
    mode: int = 0
    local: tuple[int, int, int] | None = None  # checksum, packed and unpacked size
    local_name: bytes = b"convolution.py"


def one_member(body: bytes, told: Headers) -> bytes:
    """A zip archive of the member convolution.py."""
    name = b"convolution.py"
    sums = (told.crc, len(body), told.size)
    local = (20, 0, told.method, 0, 0, *(told.local or sums), len(told.local_name), 0)
    member = struct.pack("<4s5H3L2H", b"PK\x03\x04", *local) + told.local_name + body
    central = (0, 20, 0, told.method, 0, 0, *sums, len(name), 0, 0, 0, 0, told.mode << 16, 0)
    directory = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", *central) + name
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), len(member), 0)
    return member + directory + end


def deflated(content: bytes) -> bytes:
    """Raw deflate, as zip archives store it."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


BODY = deflated(CONTENT)
CRC = zlib.crc32(CONTENT)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_stored_and_deflated_members_are_read(method: int) -> None:
    """The two methods that packing programs use."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("convolution.py", CONTENT)
        archive.writestr("empty.py", b"")
    assert read_first(buffer.getvalue()) == CONTENT
    assert zip_entries(buffer.getvalue(), LIMITS)[1].read(CAP) == b""


def test_streamed_archives_are_read() -> None:
    """Sizes after the bytes, as macOS and pipes write them."""

    class Pipe(BytesIO):
        def seekable(self) -> bool:
            return False

        def seek(self, *_: int) -> int:
            raise OSError

        tell = seek

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("convolution.py", CONTENT)
        archive.writestr("pooling.py", CONTENT)
    assert read_first(pipe.getvalue()) == CONTENT


def test_zip64_fields_in_a_local_header_are_fine() -> None:
    """Some programs write them for small members too."""
    buffer = BytesIO()
    with (
        zipfile.ZipFile(buffer, "w") as archive,
        archive.open("convolution.py", "w", force_zip64=True) as member,
    ):
        member.write(CONTENT)
    assert read_first(buffer.getvalue()) == CONTENT


def test_folders_are_folders(zip_of: Build) -> None:
    """A name that ends with a slash has no bytes; the top itself is no entry."""
    entries = zip_entries(zip_of([("./", b""), ("hw/", b""), ("hw/x.py", b"")]), LIMITS)
    assert [(entry.path, entry.is_folder) for entry in entries] == [
        (("hw",), True),
        (("hw", "x.py"), False),
    ]


def test_korean_names_without_the_utf8_flag_are_read() -> None:
    """Korean Windows writes CP949 and says nothing."""
    ascii_only = one_member(BODY, Headers(size=len(CONTENT), crc=CRC))
    data = ascii_only.replace(b"convolution.py", "합성곱_과제.py".encode("cp949"))
    assert zip_entries(data, LIMITS)[0].path == ("합성곱_과제.py",)
    assert read_first(data) == CONTENT


def test_size_that_lies_is_refused() -> None:
    """Larger or smaller than the truth, deflated or stored."""
    assert "got 600, expected 599" in refusal(one_member(BODY, Headers(size=599, crc=CRC)))
    assert "got 600, expected 601" in refusal(one_member(BODY, Headers(size=601, crc=CRC)))
    assert "got 600, expected 599" in refusal(
        one_member(CONTENT, Headers(size=599, crc=CRC, method=0))
    )


def test_a_prefix_with_a_matching_checksum_is_refused() -> None:
    """One program would read the prefix, another everything."""
    prefix = CONTENT[:60]
    assert "size of convolution.py" in refusal(
        one_member(BODY, Headers(size=60, crc=zlib.crc32(prefix)))
    )


def test_wrong_checksum_is_refused() -> None:
    """One flipped bit is a damaged archive, not another solution."""
    assert "checksum" in refusal(one_member(BODY, Headers(size=len(CONTENT), crc=CRC ^ 1)))


def test_broken_packed_bytes_are_refused() -> None:
    """Garbage, a stream that ends too early, and bytes after its end."""
    for body in (b"\xff" * 9, BODY[:-2], BODY + b"x"):
        assert "cannot be unpacked" in refusal(
            one_member(body, Headers(size=len(CONTENT), crc=CRC))
        )


def test_headers_that_disagree_are_refused() -> None:
    """Name, checksum and sizes stand twice; both must be the same."""
    lies = [
        one_member(BODY, Headers(size=600, crc=CRC, local=(CRC, len(BODY), 599))),
        one_member(BODY, Headers(size=600, crc=CRC, local=(CRC, len(BODY) - 1, 600))),
        one_member(BODY, Headers(size=600, crc=CRC, local=(0, len(BODY), 600))),
        one_member(BODY, Headers(size=600, crc=CRC, local_name=b"pooling.py")),
        one_member(BODY, Headers(size=600, crc=CRC)).replace(b"PK\x03\x04", b"PK\x07\x08"),
    ]
    for lie in lies:
        assert "two headers of convolution.py disagree" in refusal(lie)


def test_encryption_is_refused_even_in_other_members(zip_of: Build) -> None:
    """It would hide what was handed in."""
    data = bytearray(zip_of([("notes.txt", b"secret")]))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(SubmissionError, match=r"notes.txt in the archive is encrypted"):
        zip_entries(bytes(data), LIMITS)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_methods_are_refused_unopened(method: int) -> None:
    """Their readers in the standard library cannot be held to a size."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", method) as archive:
        archive.writestr("convolution.py", CONTENT)
    assert f"got {method}" in refusal(buffer.getvalue())


@pytest.mark.parametrize("kind", [0o120777, 0o010644, 0o020644, 0o060644, 0o140644, 0o040755])
def test_links_and_devices_are_not_files(kind: int) -> None:
    """A symbolic link's bytes are a path, not a solution."""
    assert "link or a special file" in refusal(
        one_member(BODY, Headers(size=600, crc=CRC, mode=kind))
    )


def test_setuid_and_odd_permissions_mean_nothing() -> None:
    """Only the type of a file counts."""
    assert read_first(one_member(BODY, Headers(size=600, crc=CRC, mode=0o104000))) == CONTENT


def test_too_large_a_file_is_refused_alone() -> None:
    """The other files can still be graded."""
    stored = bytes(range(256)) * 4096 + b"x"
    with pytest.raises(FileRefusedError, match="larger than 1 MiB"):
        read_first(one_member(stored, Headers(size=len(stored), crc=0, method=0)))


def test_bombs_are_refused_unopened(zip_of: Build) -> None:
    """A member that grows more than 200 times stops the submission, whatever its name."""
    data = zip_of([("convolution.py", b""), ("data.bin", bytes(2 << 20))])
    with pytest.raises(SubmissionError, match=r"data.bin grows too much"):
        zip_entries(data, LIMITS)


def test_a_bomb_that_lies_about_its_size_costs_no_memory() -> None:
    """Unpacking stops one byte after the promised size."""
    bomb = one_member(deflated(bytes(64 << 20)), Headers(size=100, crc=0))
    tracemalloc.start()
    try:
        assert "size of convolution.py" in refusal(bomb)
        assert tracemalloc.get_traced_memory()[1] < 4 << 20
    finally:
        tracemalloc.stop()
