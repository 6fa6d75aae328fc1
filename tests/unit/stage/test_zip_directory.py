"""The list of members of a zip archive is read strictly."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from grader.errors import SubmissionError
from grader.stage.staged import StageLimits
from grader.stage.zip_directory import read_directory

Build = Callable[..., bytes]
LIMITS = StageLimits()
END = b"PK\x05\x06"


@pytest.fixture(scope="module")
def archive(zip_of: Build) -> bytes:
    """Two small members."""
    return zip_of([("convolution.py", b"x = 1\n"), ("pooling.py", b"y = 2\n")])


def refusal(data: bytes) -> str:
    """Why the archive is refused, in English."""
    with pytest.raises(SubmissionError) as refused:
        read_directory(data, LIMITS)
    assert refused.value.message.complete
    return refused.value.message.en


def patched(data: bytes, at: int, layout: str, *values: int) -> bytes:
    """`data` with numbers written over it."""
    changed = bytearray(data)
    struct.pack_into(layout, changed, at, *values)
    return bytes(changed)


def test_members_are_read(archive: bytes) -> None:
    """Names, sizes and offsets are those that zipfile wrote."""
    with zipfile.ZipFile(BytesIO(archive)) as zipped:
        expected = [(i.filename, i.file_size, i.header_offset) for i in zipped.infolist()]
    assert [(m.name, m.size, m.offset) for m in read_directory(archive, LIMITS)] == expected


def test_empty_archive_has_no_members(zip_of: Build) -> None:
    """An archive of nothing but its end is whole."""
    assert read_directory(zip_of([]), LIMITS) == []


def test_a_comment_is_fine(archive: bytes) -> None:
    """The end may carry a comment, as long as nothing follows."""
    commented = archive[:-2] + struct.pack("<H", 5) + b"hello"
    assert len(read_directory(commented, LIMITS)) == 2


def test_truncation_is_refused_at_every_byte(archive: bytes) -> None:
    """A half upload is never graded as if it were whole."""
    for length in range(len(archive)):
        assert "damaged" in refusal(archive[:length])


def test_bytes_after_the_end_are_refused(archive: bytes) -> None:
    """Something is glued on."""
    assert "after its end" in refusal(archive + b"\0")


def test_bytes_before_the_first_member_are_refused(archive: bytes) -> None:
    """A second format in front, with offsets corrected (a polyglot) or not."""
    end = archive.rfind(END)
    start = archive.index(b"PK\x01\x02")
    moved = patched(archive, end + 16, "<L", start + 4)
    for header in (start, archive.index(b"PK\x01\x02", start + 1)):
        offset = struct.unpack_from("<L", archive, header + 42)[0]
        moved = patched(moved, header + 42, "<L", offset + 4)
    assert "belong to no member" in refusal(b"%PDF" + moved)
    assert "list of members is wrong" in refusal(b"%PDF" + archive)


def test_two_archives_in_one_are_refused(archive: bytes) -> None:
    """One program reads the second one, another the first."""
    assert "damaged" in refusal(archive + archive)


def test_members_hidden_from_the_directory_are_refused(zip_of: Build) -> None:
    """A member that only streaming programs see lies between two others."""
    data = zip_of([("a", b"1" * 40), ("b", b"2" * 40), ("c", b"3" * 40)])
    end = data.rfind(END)
    first = data.index(b"PK\x01\x02")
    second = data.index(b"PK\x01\x02", first + 1)
    third = data.index(b"PK\x01\x02", second + 1)
    hidden = data[:second] + data[third:end]
    tail = struct.pack("<4s4H2LH", END, 0, 0, 2, 2, len(hidden) - first, first, 0)
    assert "belong to no member" in refusal(hidden + tail)


def test_overlapping_members_are_refused(zip_of: Build) -> None:
    """Quoted-overlap bombs share packed bytes (CVE-2024-0450)."""
    data = zip_of([("a", b"1" * 40), ("b", b"2" * 40)])
    second = data.rindex(b"PK\x01\x02")
    assert "overlap" in refusal(patched(data, second + 42, "<L", 0))


def test_a_member_cannot_begin_in_the_directory(archive: bytes) -> None:
    """Its local header must lie before it."""
    start = archive.index(b"PK\x01\x02")
    second = archive.rindex(b"PK\x01\x02")
    assert "list of members" in refusal(patched(archive, second + 42, "<L", start - 25))
    assert "belong to no member" in refusal(patched(archive, second + 42, "<L", len(archive)))


@pytest.mark.parametrize(
    ("at", "value"), [(4, 1), (6, 1), (8, 1), (10, 1), (8, 3), (10, 3), (12, 0), (16, 0)]
)
def test_an_end_that_lies_is_refused(archive: bytes, at: int, value: int) -> None:
    """Disk numbers, counts, size and place of the directory must be right."""
    lying = patched(archive, archive.rfind(END) + at, "<H", value)
    assert "list of members is wrong" in refusal(lying)


def test_counts_that_agree_with_each_other_but_not_with_the_list_are_refused(
    archive: bytes,
) -> None:
    """The count is compared with the headers found."""
    lying = patched(archive, archive.rfind(END) + 8, "<2H", 1, 1)
    assert "list of members is wrong" in refusal(lying)


def test_broken_headers_in_the_list_are_refused(archive: bytes) -> None:
    """Another signature, a length beyond the end, or a rest too short for a header."""
    header = archive.rindex(b"PK\x01\x02")
    end = archive.rfind(END)
    size = struct.unpack_from("<L", archive, end + 12)[0]
    longer = patched(archive, end + 12, "<L", size + 9)
    for broken in (
        patched(archive, header, "<L", 0),
        patched(archive, header + 32, "<H", 1),
        longer[:end] + bytes(9) + longer[end:],
    ):
        assert "list of members is wrong" in refusal(broken)


def test_zip64_is_refused_with_advice(archive: bytes) -> None:
    """In the end, before it, or in a member."""
    end = archive.rfind(END)
    header = archive.index(b"PK\x01\x02")
    assert "zip64" in refusal(patched(archive, end + 8, "<2H", 0xFFFF, 0xFFFF))
    assert "zip64" in refusal(patched(archive, end + 16, "<L", 0xFFFFFFFF))
    assert "zip64" in refusal(archive[:end] + b"PK\x06\x07" + bytes(16) + archive[end:])
    assert "zip64" in refusal(patched(archive, header + 24, "<L", 0xFFFFFFFF))


def test_too_many_members_are_refused_before_they_are_read() -> None:
    """The number is in the sentence."""
    tail = struct.pack("<4s4H2LH", END, 0, 0, 10_001, 10_001, 0, 0, 0)
    assert "more than 10000 files" in refusal(tail)
