"""The digest and the record of a staged submission."""

from __future__ import annotations

from grader.records import RefusedFile
from grader.stage.staged import StagedSubmission, StageLimits, digest, is_source
from grader.text import Text

REASON = Text.same("reason")


def test_digest_is_independent_of_the_order() -> None:
    """Files are hashed in the order of their names."""
    assert digest({"a": b"1", "b": b"2"}, {}) == digest({"b": b"2", "a": b"1"}, {})


def test_digest_depends_on_every_name_and_byte() -> None:
    """No two different submissions run together."""
    different = [
        digest({}, {}),
        digest({"a": b"1"}, {}),
        digest({"a": b"1", "b": b""}, {}),
        digest({"a": b"", "b": b"1"}, {}),
        digest({"a": b"1b"}, {}),
        digest({"a1": b""}, {}),
        digest({"a": b"reason"}, {}),
        digest({}, {"a": REASON}),
    ]
    assert len(set(different)) == len(different)


def test_digest_is_stable_across_releases() -> None:
    """A verdict is stored under it."""
    assert digest({"convolution.py": b"x = 1\n"}, {}) == (
        "2d4b16f82e6758143e248b52d4867f8c52750ef5c2df16f860dca074acd6519a"
    )


def test_python_files_are_sources() -> None:
    """Everything else is an attachment, with its own cap."""
    limits = StageLimits()
    assert is_source("convolution.py")
    assert not is_source("answers.md")
    assert limits.file_bytes("convolution.py") == 1 << 20
    assert limits.file_bytes("answers.md") == 8 << 20


def test_info_keeps_names_and_reasons() -> None:
    """The record says which bytes were graded and which were not."""
    refused = (RefusedFile("b.py", REASON),)
    staged = StagedSubmission(
        id="2023123456",
        sha256="0" * 64,
        sources={"c.py": ""},
        attachments={"answers.md": b""},
        ignored=("extra.txt",),
        refused=refused,
        notes=(REASON,),
    )
    info = staged.info()
    assert info.files == ("answers.md", "c.py")
    assert (info.id, info.sha256) == (staged.id, staged.sha256)
    assert (info.ignored, info.refused, info.notes) == (("extra.txt",), refused, (REASON,))
