"""Entries and refusals."""

from __future__ import annotations

import pytest

from grader.errors import SubmissionError
from grader.stage.entries import Entry, damaged, not_a_file, too_large, too_many
from grader.stage.staged import StageLimits
from grader.text import Text


def test_an_entry_without_a_reader_is_a_folder() -> None:
    """Only files can be read."""
    with pytest.raises(TypeError, match="folder"):
        Entry(("a", "b")).read(1)
    assert Entry(("a", "b")).is_folder
    assert not Entry(("a", "b"), lambda _: b"").is_folder
    assert Entry(("a", "b")).name == "b"


def test_refusals_speak_both_languages() -> None:
    """Each sentence is there in Korean and English, with its numbers and names."""
    assert too_large(8 << 20).reason.ko.count("8 MiB") == 1
    refusals: list[SubmissionError] = [
        too_many(StageLimits(entries=7)),
        damaged(Text(en="reason", ko="이유")),
        not_a_file("a\nb"),
    ]
    for refusal, value in zip(refusals, ["7", "이유", r"a\nb"], strict=True):
        assert value in refusal.message.ko
