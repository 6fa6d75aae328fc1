"""Whose a thing is is read off its name, whole tokens at a time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from grader.roster import Student
from grader.roster.identity import FromNames, FromRoster
from grader.roster.labels import label


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("2023123456", ["2023123456"]),
        ("hw5_2023123456_final", ["2023123456"]),
        ("홍길동(2023123456)", ["2023123456"]),
        ("20231234560", []),
        ("12023123456", []),
        ("20-99-1 second try", ["20-99-1"]),
        ("hong@example.ac.kr", ["2023123456"]),
        ("홍길동", ["2023123456"]),
        ("홍길동전", []),
        ("Kim Minsu", ["2023123458"]),
        ("kimminsu", ["2023123458"]),
        ("minsu", []),
        ("sujin lee", []),
        ("leesujin", ["20-99-1"]),
        ("Su Jin Lee", ["20-99-1"]),
        ("이영희", ["2023123460", "2023123461"]),
        ("이영희_2023123460", ["2023123460"]),
        ("2023123456_2023123457", ["2023123456", "2023123457"]),
    ],
)
def test_with_a_roster(roster: Sequence[Student], top: str, expected: list[str]) -> None:
    """An id comes before a name; a name that two have is two answers."""
    assert FromRoster(roster).of(label(top, is_folder=True)) == expected


@pytest.mark.parametrize(
    ("top", "expected"),
    [
        ("김민수_4711_assignsubmission_file_", ["2023123458"]),
        ("kimminsu_99_1_a.py", ["2023123458"]),
        ("kimminsu_4711_1_2023123456.py", ["2023123458"]),
        ("홍길동_4711_1_a.py", ["2023123456", "2023123458"]),
        ("홍길동_9_assignsubmission_file_", ["2023123456"]),
        ("nobody_9_1_2023123456.zip", []),
    ],
)
def test_what_a_learning_system_wrote(
    roster: Sequence[Student], top: str, expected: list[str]
) -> None:
    """The file's own name never counts; a number and a name that disagree are two answers."""
    assert FromRoster(roster).of(label(top, is_folder=top.endswith("_"))) == expected


@pytest.mark.parametrize(
    ("top", "is_folder", "expected"),
    [
        ("hw5_2023123456.zip", False, ["2023123456"]),
        ("홍길동 2023123456_77_assignsubmission_file_", True, ["2023123456"]),
        ("홍길동_77_assignsubmission_file_", True, ["77"]),
        ("20261120_2023123456", True, ["2023123456", "20261120"]),
        ("alice", True, ["alice"]),
        ("alice.zip", False, ["alice"]),
        ("alice.py", False, []),
    ],
)
def test_without_a_roster(top: str, is_folder: bool, expected: list[str]) -> None:
    """A student's number, the system's, or the name of the folder or archive."""
    assert FromNames().of(label(top, is_folder=is_folder)) == expected
