"""What may break around the ledger. The numbers are those of the fault catalogue."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from grader.errors import LedgerError, LedgerUnavailable, UsageError
from grader.ledger import Entry, Ledger, Spool, sqlite
from grader.ledger.backups import back_up
from grader.ledger.mounts import network_file_system
from grader.text import Text
from tests.unit.ledger.test_schema import write_version_1
from tests.verdicts import ASSIGNMENT, fault, graded

ROOT = Path(__file__).parents[2]
ATTEMPTS = 100
RIVALS, SUBMISSIONS = 4, 60


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "grades.sqlite"


def entries_of(url: str | Path) -> list[Entry]:
    with Ledger.open(str(url)) as ledger:
        return list(ledger.entries(ASSIGNMENT))


def test_f2_power_loss_loses_no_acknowledged_verdict(path: Path, tmp_path: Path) -> None:
    """However much of the log reached the disk after the last commit, all before it is there.

    Each commit waits for the disk (synchronous = FULL), so what a commit wrote before it was
    acknowledged is what survives; after that point the log is cut anywhere.
    """
    log, acknowledged = path.with_name(f"{path.name}-wal"), []
    with Ledger.open(str(path)) as ledger:
        with ledger._engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        for number in range(12):
            assert ledger.record(graded(f"s{number:02}"), "A")
            acknowledged.append(log.stat().st_size)
        base, written = path.read_bytes(), log.read_bytes()
    after = tmp_path / "after.sqlite"
    for cut in sorted(random.Random(2).sample(range(len(written) + 1), ATTEMPTS)):
        after.write_bytes(base)
        after.with_name("after.sqlite-wal").write_bytes(written[:cut])
        safe = sum(size <= cut for size in acknowledged)
        students = [entry.key.student for entry in entries_of(after)]
        assert students == [f"s{number:02}" for number in range(max(safe, len(students)))]


def test_f8_a_locked_database_is_waited_for(path: Path) -> None:
    """Another program holds the lock until we say that we wait: nothing dropped, nothing twice."""
    Ledger.open(str(path)).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        heard: list[Text] = []

        def hear(notice: Text) -> None:
            heard.append(notice)
            other.execute("ROLLBACK")

        with Ledger.open(str(path), notice=hear) as ledger:
            other.execute("BEGIN IMMEDIATE")
            assert ledger.record(graded("s1"), "A")
            assert ledger.record(graded("s2"), "A")
    assert len(heard) == 1
    assert entries_of(path) == [graded("s1"), graded("s2")]


def test_f8_a_lock_that_stays_sends_verdicts_to_the_spool(path: Path, tmp_path: Path) -> None:
    """When patience ends they wait in a file, and come in their order once the lock is gone."""
    spool, entries = Spool(tmp_path / "spool.sqlite"), [graded(f"s{n}") for n in range(5)]
    with (
        Ledger.open(str(path), patience_s=0) as ledger,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        for entry in entries[:4]:
            assert spool.record(ledger, entry, "A")
        other.execute("ROLLBACK")
        assert len(spool) == 4
        assert spool.record(ledger, entries[4], "A")
    assert entries_of(path) == entries


@pytest.mark.postgresql
def test_f9_an_unreachable_database_loses_nothing(postgresql: Any, tmp_path: Path) -> None:
    """The server dies in the midst of a batch and comes back in the next: all there, in order."""
    url, spool = postgresql.new_database(), Spool(tmp_path / "spool.sqlite")
    entries = [graded("s0"), graded("s1"), fault("s2"), graded("s3"), graded("s4")]
    with Ledger.open(url, patience_s=0.2) as ledger:
        assert spool.record(ledger, entries[0], "A")
        postgresql.stop()
        try:
            for entry in entries[1:4]:
                assert spool.record(ledger, entry, "A")
            with pytest.raises(LedgerUnavailable):
                ledger.claim(entries[4].key, "A", lease_s=60)
        finally:
            postgresql.start()
    assert len(spool) == 3
    with Ledger.open(url) as ledger:
        assert Spool(spool.path).record(ledger, entries[4], "A")
    assert entries_of(url) == entries
    assert len(spool) == 0


def damaged(content: bytes, chance: random.Random, kind: str) -> bytes:
    if kind == "truncated":
        return content[: chance.randrange(len(content))]
    changed = bytearray(content)
    for _ in range(chance.randint(1, 8)):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


@pytest.mark.parametrize("kind", ["flipped", "truncated"])
def test_f10_a_damaged_ledger_is_refused(path: Path, tmp_path: Path, kind: str) -> None:
    """Opened only if every verdict is what was recorded; refused with the newest sound backup."""
    entries, refused = [graded(f"s{number:02}") for number in range(20)], 0
    with Ledger.open(str(path)) as ledger:
        for entry in entries:
            ledger.record(entry, "A")
        backup = back_up(path)
    sound, chance = path.read_bytes(), random.Random(10)
    for _ in range(ATTEMPTS):
        path.write_bytes(damaged(sound, chance, kind))
        try:
            assert entries_of(path) == entries
        except (LedgerError, UsageError) as error:
            refused += 1
            if isinstance(error, LedgerError):
                assert str(backup) in error.message.ko
        for beside in (path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
            beside.unlink(missing_ok=True)
    assert refused == ATTEMPTS if kind == "truncated" else refused > ATTEMPTS // 2
    shutil.copy(backup, path)
    assert entries_of(path) == entries


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "9p", "fuse.sshfs", "lustre"])
def test_f11_a_network_file_system_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    """Before anything is written, with what to do instead."""
    table, share = tmp_path / "mountinfo", tmp_path / "share"
    share.mkdir()
    table.write_text(
        f"1 0 8:1 / / rw - ext4 /dev/sda rw\n2 1 0:9 / {share} rw - {kind} host:/x rw\n"
    )
    monkeypatch.setattr(sqlite, "network_file_system", partial(network_file_system, mounts=table))
    with pytest.raises(UsageError, match="or use PostgreSQL"):
        Ledger.open(str(share / "grades.sqlite"))
    assert not list(share.iterdir())


@pytest.mark.parametrize("server", [False, pytest.param(True, marks=pytest.mark.postgresql)])
def test_f12_rivals_record_each_submission_once(
    path: Path, request: pytest.FixtureRequest, *, server: bool
) -> None:
    """Four graders at once on one new ledger: nothing graded twice, nothing recorded twice."""
    url = request.getfixturevalue("postgresql").new_database() if server else str(path)
    rivals = [
        subprocess.Popen(
            [sys.executable, "-m", "tests.faults.rival", url, f"rival{number}", str(SUBMISSIONS)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(RIVALS)
    ]
    for rival in rivals:
        assert rival.stdout is not None
        assert rival.stdout.readline() == "ready\n"
    for rival in rivals:
        assert rival.stdin is not None
        rival.stdin.write("\n")
        rival.stdin.flush()
    executed = Counter(line for rival in rivals for line in rival.communicate()[0].split())
    assert [rival.returncode for rival in rivals] == [0] * RIVALS
    recorded = Counter(entry.key.student for entry in entries_of(url))
    assert set(recorded.values()) == {1}
    assert len(recorded) == SUBMISSIONS
    assert executed == recorded


def test_f33_an_old_ledger_is_migrated_with_a_backup(path: Path) -> None:
    """Verdicts are the same before and after, and in the copy that was made before."""
    entries = [graded("s1"), fault("s2"), graded("s3")]
    write_version_1(str(path))
    with closing(sqlite3.connect(path)) as old, old:
        from grader.ledger.rows import row_of_entry

        for row in map(row_of_entry, entries):
            names, places = ", ".join(row), ", ".join(f":{name}" for name in row)
            old.execute(f"INSERT INTO verdicts ({names}) VALUES ({places})", row)  # noqa: S608
    before = path.read_bytes()
    assert entries_of(path) == entries
    (backup,) = path.parent.glob("*.backup-*")
    with closing(sqlite3.connect(backup)) as copy:
        assert copy.execute("SELECT schema_version FROM grade_ledger").fetchone() == (1,)
    shutil.copy(backup, path)
    assert entries_of(path) == entries
    assert len(before) > 0


@pytest.mark.skipif(os.name != "posix", reason="kills by fork")
def test_f3_a_torn_write_leaves_the_old_or_the_new_file(tmp_path: Path) -> None:
    """SIGKILL at 100 random moments of a process that writes on and on."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.killed_writer", str(tmp_path), str(ATTEMPTS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stdout.split() == ["whole"] * ATTEMPTS, done.stderr
