"""Every thing ends in exactly one place, every student in one, and the counts add up."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.roster import Student, discover, read_receipts
from grader.roster.containers import open_container

Write = Callable[..., Path]
WHO = ("2023123456", "2023123457", "홍길동", "이영희", "kimminsu", "nobody", "..", "a\\b", "")
FORMS = ("{}/a.py", "{}.zip", "{}_a.py", "{}_7_8_a.py", "{}_7_8_a-1.py", "{} (2).zip", "x{}/a.py")
MOODLE = "{}_9_assignsubmission_file_/a.py"


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    pairs=st.lists(st.tuples(st.sampled_from(WHO), st.sampled_from((*FORMS, MOODLE))), unique=True),
    with_roster=st.booleans(),
)
def test_discovery_partitions_its_input(
    tmp_path: Path, roster: Sequence[Student], pairs: list[tuple[str, str]], with_roster: bool
) -> None:
    """No name is lost, none is there twice, and students are found or missing."""
    path = tmp_path / "download.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in sorted({form.format(who) for who, form in pairs}):
            archive.writestr(name, "")
    found = discover([path], roster if with_roster else None)
    placed = [(part.top, it.student_id) for it in found.found for part in it.parts]
    placed += [(it.member, "") for it in (*found.unknown, *found.refused) if it.member]
    tops = sorted(top.name for top in open_container(path).tops())
    as_a_whole = [it for it in (*found.found, *found.unknown, *found.refused) if not it.member]
    assert sorted(top for top, _ in set(placed)) == ([] if as_a_whole else tops)
    assert len(as_a_whole) <= 1
    if with_roster:
        handed_in, missing = set(found.students), {it.id for it in found.missing}
        assert handed_in | missing == {it.id for it in roster}
        assert not handed_in & missing


def test_only_receipts_tell_the_time(
    table: Write, packed: Write, tmp_path: Path, roster: Sequence[Student]
) -> None:
    """Files and archives may say what they like; without a receipt nothing is known."""
    (tmp_path / "2023123456").mkdir()
    for year in (1970, 2100):
        moment = datetime(year, 1, 2, tzinfo=UTC).timestamp()
        os.utime(tmp_path / "2023123456", (moment, moment))
        path = packed({zipfile.ZipInfo("2023123457/a.py", (1980, 1, 1, 0, 0, 0)): ""})
        receipts = read_receipts(
            table("학번,제출일시\n2023123457,2026-11-20T23:58:00+09:00"), roster
        )
        plain = discover([tmp_path / "2023123456", path], roster)
        assert [it.received_at for it in plain.found] == [None, None]
        told = discover([tmp_path / "2023123456", path], roster, receipts)
        assert [it.received_at for it in told.found] == [
            None,
            datetime(2026, 11, 20, 14, 58, tzinfo=UTC),
        ]
