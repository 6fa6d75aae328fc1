"""Tar archives are walked to their very end."""

from __future__ import annotations

import tarfile
from collections.abc import Callable

import pytest

from grader.errors import SubmissionError
from grader.stage.entries import Entry, FileRefusedError
from grader.stage.staged import StageLimits
from grader.stage.tar_archive import is_tar, tar_entries

Build = Callable[..., bytes]
LIMITS = StageLimits()
CAP = 1 << 20


def content(entry: Entry) -> bytes:
    """The bytes of an entry."""
    return entry.read(CAP)


def refusal(data: bytes) -> str:
    """Why the archive is refused, in English."""
    with pytest.raises(SubmissionError) as refused:
        tar_entries(data, LIMITS)
    assert refused.value.message.complete
    return refused.value.message.en


def header(name: str, kind: bytes, size: int = 0, linkname: str = "") -> bytes:
    """One header block, its size whatever it should lie."""
    info = tarfile.TarInfo(name)
    info.type, info.size, info.linkname = kind, size, linkname
    return info.tobuf(tarfile.GNU_FORMAT)


def padded(data: bytes) -> bytes:
    """`data` in whole blocks."""
    return data + bytes(-len(data) % 512)


END = bytes(1024)


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
def test_all_forms_are_read(tar_of: Build, kind: int) -> None:
    """The three forms in use, with long and Korean names."""
    names = ["convolution.py", "a" * 90 + "/" + "b" * 90 + ".py", "과제/합성곱.py"]
    members = [(name, name.encode() * 50) for name in names]
    entries = tar_entries(tar_of(members, kind=kind), LIMITS)
    assert ["/".join(entry.path) for entry in entries] == names
    assert [content(entry) for entry in entries] == [data for _, data in members]


def test_names_in_cp949_are_read() -> None:
    """Without any declaration of an encoding."""
    name = "합성곱.py".encode("cp949")
    block = bytearray(header("?" * len(name), tarfile.REGTYPE))
    block[: len(name)] = name
    block[148:156] = b" " * 8  # the checksum counts itself as spaces
    block[148:155] = b"%06o\0" % sum(block)
    assert tar_entries(bytes(block) + END, LIMITS)[0].path == ("합성곱.py",)


def test_folders_and_the_top_itself(tar_of: Build) -> None:
    """`tar -cf x.tar .` writes ./ first."""
    top, folder = tarfile.TarInfo("./"), tarfile.TarInfo("./hw")
    top.type = folder.type = tarfile.DIRTYPE
    entries = tar_entries(tar_of([(top, b""), (folder, b""), ("./hw/x.py", b"")]), LIMITS)
    assert [(entry.path, entry.is_folder) for entry in entries] == [
        (("hw",), True),
        (("hw", "x.py"), False),
    ]


def test_truncation_is_refused_at_every_block(tar_of: Build) -> None:
    """Also exactly between two members, where tarfile sees a whole archive."""
    data = tar_of([("convolution.py", b"x" * 600), ("pooling.py", b"y" * 600)])
    whole = len(data.rstrip(b"\0"))
    for length in range(0, whole, 256):
        assert "cut short" in refusal(data[:length])


def test_a_broken_header_in_the_middle_is_refused(tar_of: Build) -> None:
    """Taken for the end, as tarfile does, it would hide what follows."""
    data = bytearray(tar_of([("a", b"1"), ("convolution.py", b"2")]))
    data[1024] ^= 1
    assert "headers is wrong" in refusal(bytes(data))


def test_bytes_after_the_end_are_refused(tar_of: Build) -> None:
    """Members behind the end are seen by some programs only."""
    data = tar_of([("a", b"1")])
    assert "after its end" in refusal(data + data)


@pytest.mark.parametrize(
    "kind",
    [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE, b"Z"],
)
def test_links_and_devices_are_not_files(kind: bytes) -> None:
    """They may be there, but not as a file of the assignment."""
    entries = tar_entries(header("convolution.py", kind, linkname="/etc/passwd") + END, LIMITS)
    with pytest.raises(SubmissionError, match="link or a special file"):
        content(entries[0])


def test_sparse_files_are_refused(tar_of: Build) -> None:
    """Old and new form: their bytes are not their content."""
    assert "special file" in refusal(header("convolution.py", tarfile.GNUTYPE_SPARSE) + END)
    info = tarfile.TarInfo("convolution.py")
    info.pax_headers = {"GNU.sparse.major": "1"}
    assert "special file" in refusal(tar_of([(info, b"x")]))


def test_a_size_that_lies_is_refused() -> None:
    """Beyond the end, or below zero."""
    assert "cut short" in refusal(header("convolution.py", tarfile.REGTYPE, 10_000) + END)
    assert "wrong" in refusal(header("convolution.py", tarfile.REGTYPE, -1) + END)
    assert "wrong" in refusal(header("x", tarfile.XHDTYPE, -512) + END)


@pytest.mark.parametrize(
    "records",
    [
        b"path=x\n",
        b"999 path=x\n",
        b"5 path=x\n",
        b"10 path=x\n!",
        b"0 =\n",
        b"999999999999 path=x\n",
        b"15 size=12345a\n",
        b"12 size=-1\n\n",
        b"\xff" * 20,
    ],
)
def test_broken_extended_records_are_refused(records: bytes) -> None:
    """Lengths must be right and numbers numbers."""
    extended = header("x", tarfile.XHDTYPE, len(records)) + padded(records)
    assert "headers is wrong" in refusal(extended + header("a", tarfile.REGTYPE) + END)


def test_extended_records_hold_for_one_member() -> None:
    """The next member has its own name again; global records hold for all."""
    local = b"17 path=other.py\n"
    assert len(local) == 17
    data = (
        header("x", tarfile.XHDTYPE, len(local)) + padded(local)
        + header("a.py", tarfile.REGTYPE) + header("b.py", tarfile.REGTYPE) + END
    )  # fmt: skip
    assert [entry.name for entry in tar_entries(data, LIMITS)] == ["other.py", "b.py"]
    everywhere = header("g", tarfile.XGLTYPE, len(local)) + padded(local)
    assert [e.name for e in tar_entries(everywhere + data, LIMITS)] == ["other.py", "other.py"]


def test_a_size_in_an_extended_record_counts() -> None:
    """It is there for sizes that do not fit the header, and every program believes it."""
    record = b"9 size=3\n"
    data = header("x", tarfile.XHDTYPE, len(record)) + padded(record)
    data += header("a.py", tarfile.REGTYPE) + padded(b"abc") + header("b.py", tarfile.REGTYPE) + END
    assert [content(entry) for entry in tar_entries(data, LIMITS)] == [b"abc", b""]


def test_comments_of_git_archive_are_fine(tar_of: Build) -> None:
    """`git archive` writes a global header with the commit."""
    comment = b"52 comment=0123456789012345678901234567890123456789\n"
    assert len(comment) == 52
    data = header("pax_global_header", tarfile.XGLTYPE, 52) + padded(comment)
    assert tar_entries(data + tar_of([("x.py", b"1")]), LIMITS)[0].path == ("x.py",)


def test_long_chains_of_headers_end_in_a_sentence() -> None:
    """No recursion, and a cap on what is parsed."""
    chain = (header("l", tarfile.GNUTYPE_LONGNAME, 5) + padded(b"x.py\0")) * 3000
    assert tar_entries(chain + header("a", tarfile.REGTYPE) + END, LIMITS)[0].path == ("x.py",)
    big = header("x", tarfile.XHDTYPE, 5 << 20) + bytes(5 << 20)
    assert "headers is wrong" in refusal(big + END)


def test_unsafe_paths_are_refused_from_every_place() -> None:
    """In the header, in a GNU long name and in a pax record."""
    member = header("a", tarfile.REGTYPE) + END
    long_name = header("l", tarfile.GNUTYPE_LONGNAME, 8) + padded(b"../x.py\0")
    record = header("x", tarfile.XHDTYPE, 16) + padded(b"16 path=../x.py\n")
    for data in (header("../x.py", tarfile.REGTYPE) + END, long_name + member, record + member):
        assert "not safe" in refusal(data)


def test_too_many_members_are_refused() -> None:
    """The number is in the sentence."""
    data = header("a", tarfile.REGTYPE) * 10_001 + END
    assert "more than 10000 files" in refusal(data)


def test_too_large_a_file_is_refused_alone(tar_of: Build) -> None:
    """The other files can still be graded."""
    entries = tar_entries(tar_of([("convolution.py", bytes(CAP + 1))]), LIMITS)
    with pytest.raises(FileRefusedError, match="larger than 1 MiB"):
        content(entries[0])


def test_is_tar_tells_tar_from_other_bytes(tar_of: Build) -> None:
    """By the checksum of the first header."""
    assert is_tar(tar_of([]))
    assert is_tar(tar_of([("a", b"")]))
    assert not is_tar(b"")
    assert not is_tar(b"x" * 1024)
