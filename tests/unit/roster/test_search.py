"""Folders, archives and files are told apart: many students' things, or one student's."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from grader.roster import Discovery, Student, discover

Write = Callable[..., Path]
Roster = Sequence[Student]


def files(root: Path, *names: str) -> Path:
    for name in names:
        place = root / name
        place.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith("/"):
            place.mkdir()
        else:
            place.write_text("x = 1\n", "utf-8")
    return root


def handed_in(discovery: Discovery) -> list[tuple[str, int, str | None]]:
    return [(found.student_id, found.attempt, found.member) for found in discovery.found]


def left(discovery: Discovery) -> list[tuple[str | None, str]]:
    return [(it.member, it.reason.en) for it in (*discovery.unknown, *discovery.refused)]


def test_a_folder_of_folders(tmp_path: Path, roster: Roster) -> None:
    """By the id in the folder's name, however long; the rest is unknown, junk is nothing."""
    root = files(
        tmp_path / "hw",
        *("2023123456/a.py", "hw5_2023123457/a.py", "stranger/a.py", ".DS_Store", "__MACOSX/x"),
    )
    found = discover([root], roster)
    assert handed_in(found) == [
        ("2023123456", 1, "2023123456"),
        ("2023123457", 1, "hw5_2023123457"),
    ]
    assert left(found) == [("stranger", "No student of the roster is named there.")]
    assert [student.id for student in found.missing] == [s.id for s in roster[2:]]


def test_things_given_one_by_one(tmp_path: Path, roster: Roster) -> None:
    """Folders, archives and files that are named after students are their submissions."""
    files(tmp_path, "2023123456/data_2023123457/a.py", "2023123457.zip", "2023123458_a.py")
    found = discover(sorted(tmp_path.iterdir()), roster)
    assert handed_in(found) == [
        ("2023123456", 1, None),
        ("2023123457", 1, None),
        ("2023123458", 1, "2023123458_a.py"),
    ]


def test_files_of_one_student_belong_together(tmp_path: Path, roster: Roster) -> None:
    """Single files in one folder are one submission of each student."""
    root = files(tmp_path / "hw", "2023123456_a.py", "b-2023123456.py", "2023123457_a.py")
    assert handed_in(discover([root], roster)) == [
        ("2023123456", 1, "2023123456_a.py, b-2023123456.py"),
        ("2023123457", 1, "2023123457_a.py"),
    ]


def test_several_archives_are_attempts(tmp_path: Path, roster: Roster) -> None:
    """In the order in which people count."""
    names = ("2023123456.zip", "2023123456 (2).zip", "2023123456 (10).zip")
    found = discover([files(tmp_path / "hw", *names)], roster)
    assert [found.member for found in found.found] == list(names)
    assert [found.attempt for found in found.found] == [1, 2, 3]


@pytest.mark.parametrize("with_roster", [True, False])
def test_moodles_zip(packed: Write, roster: Roster, with_roster: bool) -> None:
    """In folders or flat, Korean or not, files and text together."""
    path = packed(
        {
            "홍길동_11_assignsubmission_file_/hw5.zip": "",
            "홍길동_11_assignsubmission_onlinetext_/onlinetext.html": "",
            "김철수_12_assignsubmission_file_a.py": "",
            "김철수_12_assignsubmission_file_b.py": "",
            "__MACOSX/._x": "",
        }
    )
    ids = ("2023123456", "2023123457") if with_roster else ("11", "12")
    found = discover([path], roster if with_roster else None)
    assert handed_in(found) == [(ids[0], 1, "홍길동_11"), (ids[1], 1, "김철수_12")]


def test_canvas_zip(packed: Write, roster: Roster) -> None:
    """Late or not, handed in again or not; a stranger is unknown."""
    names = ("kimminsu_LATE_1_2_a.py", "kimminsu_LATE_1_4_a-1.py", "kimminsu_1_3_b.py")
    found = discover([packed(dict.fromkeys((*names, "nobody_7_8_a.py"), ""))], roster)
    assert handed_in(found) == [("2023123458", 1, "kimminsu_1"), ("2023123458", 2, "kimminsu_1")]
    assert [{part.top for part in it.parts} for it in found.found] == [
        {"kimminsu_LATE_1_2_a.py", "kimminsu_1_3_b.py"},
        {"kimminsu_LATE_1_4_a-1.py", "kimminsu_1_3_b.py"},
    ]
    assert [it.member for it in found.unknown] == ["nobody_7_8_a.py"]


def test_a_zip_with_one_folder_around_it(packed: Write, roster: Roster) -> None:
    """What a person packed again has its folder around it."""
    path = packed({"submissions/2023123456/a.py": "", "submissions/.DS_Store": ""})
    found = discover([path], roster)
    assert handed_in(found) == [("2023123456", 1, "2023123456")]
    assert found.found[0].stage({"a.py": ()}).id == "2023123456"


def test_korean_names_in_cp949_and_in_pieces(packed: Write, tmp_path: Path, roster: Roster) -> None:
    """As Windows and macOS write them."""
    name = "홍길동_11_assignsubmission_file_a.py"
    stand_in = "X" * len(name.encode("cp949"))
    path = packed({stand_in: "x = 1\n"})
    data = path.read_bytes()
    path.write_bytes(data.replace(stand_in.encode(), name.encode("cp949")))
    root = files(
        tmp_path / "mac", unicodedata.normalize("NFD", "김철수_12_assignsubmission_file_/a.py")
    )
    found = discover([path, root], roster)
    assert [it.student_id for it in found.found] == ["2023123456", "2023123457"]
    assert all(it.stage({"a.py": ()}).sources for it in found.found)


def test_who_may_be_meant_by_two(tmp_path: Path, roster: Roster) -> None:
    """Neither gets it."""
    found = discover([files(tmp_path / "hw", "이영희/a.py", "2023123456/a.py")], roster)
    assert left(found) == [
        ("이영희", "It may be of more than one student: 2023123460, 2023123461.")
    ]
    assert len(found.missing) == len(roster) - 1


def test_case_twins_without_a_roster(tmp_path: Path) -> None:
    """Both are shown, none overwrites the other."""
    found = discover([files(tmp_path / "hw", "Alice/a.py", "alice/a.py", "bob/a.py")])
    assert handed_in(found) == [("bob", 1, "bob")]
    assert [it.member for it in found.refused] == ["Alice", "alice"]
    assert "Alice, alice" in found.refused[0].reason.en


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("2023123456/a.py", "2023123456/data/b.csv"), None),
        (("alice/a.py", "alice/b.py"), None),
        (("hw5/2023123456.py", "hw5/2023123457.py"), "2023123456.py"),
        (("hw5/alice/a.py", "hw5/bob/a.py"), "alice"),
        (("2023123456/report_20231234.py",), None),
        (("20261120/2023123456/a.py",), "2023123456"),
    ],
)
def test_one_or_many_without_a_roster(
    tmp_path: Path, names: tuple[str, ...], expected: str | None
) -> None:
    """A folder with folders or archives holds many, unless a number says whose it is."""
    root = files(tmp_path / "here", *names) / names[0].partition("/")[0]
    assert discover([root]).found[0].member == expected


def test_an_archive_without_a_roster(packed: Write) -> None:
    """Its folders are the student's own, unless they have numbers."""
    alice = packed({"hw5/a.py": "", "data/b.csv": ""}, "alice.zip")
    many = packed({"2023123456/a.py": "", "2023123457/a.py": ""}, "many.zip")
    found = discover([alice, many, alice])
    assert handed_in(found) == [
        ("2023123456", 1, "2023123456"),
        ("2023123457", 1, "2023123457"),
        ("alice", 1, None),
    ]


def test_what_cannot_be_opened(tmp_path: Path, roster: Roster) -> None:
    """A broken download, an absent path, a folder of strangers: each with its reason."""
    (tmp_path / "download.zip").write_bytes(b"PK\x03\x04 and no more")
    strangers = files(tmp_path / "strangers", "a.py", "b.py")
    found = discover([tmp_path / "download.zip", tmp_path / "absent", strangers], roster)
    assert [
        (it.shown, it.reason.en.partition(":")[0].partition(" (")[0]) for it in found.refused
    ] == [
        ("download.zip", "The archive is damaged"),
        ("absent", f"There is nothing at {tmp_path / 'absent'}."),
    ]
    assert "names a student of the roster (a.py, b.py)" in found.unknown[0].reason.en
    assert all(it.reason.complete for it in (*found.refused, *found.unknown))


@pytest.mark.parametrize("name", ["../2023123456.py", "/2023123456.py", "..\\2023123456.py", "C:x"])
def test_a_dangerous_name_in_a_download(packed: Write, roster: Roster, name: str) -> None:
    """It is refused as everywhere, and nobody else loses by it."""
    found = discover([packed({name: "", "2023123457/a.py": "x = 1\n"})], roster)
    assert "is not safe" in found.refused[0].reason.en
    assert [it.student_id for it in found.found] == ["2023123457"]


def test_signs_that_cannot_be_seen(tmp_path: Path) -> None:
    """Without a roster a name is an id, and must be one that people can read."""
    found = discover([files(tmp_path / "hw", "a\u202eb/a.py", "bob/a.py")])
    assert found.refused[0].shown == "hw/a\\u202eb"
    assert [it.student_id for it in found.found] == ["bob"]
