"""Hostile archives: refused by name and reason, nothing written, honest ones taken in."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.errors import SubmissionError
from grader.stage import StagedSubmission, stage
from tests.attacks.naive import unpacking
from tests.attacks.packaging import BASICS, CODE, PACKAGES, Package, tarred, zipped

ALLOWED = {"basics.py": ()}
CONTROLLED = [package for package in PACKAGES if not package.uncontrolled]


def staged(data: bytes, folder: Path) -> StagedSubmission:
    path = folder / "2023123456.bin"
    path.write_bytes(data)
    return stage(path, ALLOWED)


@pytest.mark.parametrize("package", PACKAGES, ids=[package.number for package in PACKAGES])
def test_the_attack_is_blocked(package: Package, tmp_path: Path) -> None:
    """It is refused with the reason, or what is taken in is the honest file; nothing is written."""
    data = package.build()
    if package.whole:
        with pytest.raises(SubmissionError) as refused:
            staged(data, tmp_path)
        assert package.says in refused.value.message.en
        said = [refused.value.message.en]
    else:
        taken = staged(data, tmp_path)
        said = [*taken.ignored, *(f"{r.name}: {r.reason.en}" for r in taken.refused)]
        said += [note.en for note in taken.notes]
        assert package.says in " ".join(said)
        assert dict(taken.sources).keys() | {r.name for r in taken.refused} == {"basics.py"}
    assert all(sentence.isprintable() for sentence in said)
    assert [path.name for path in tmp_path.iterdir()] == ["2023123456.bin"]


@pytest.mark.parametrize("package", CONTROLLED, ids=[package.number for package in CONTROLLED])
def test_the_naive_grader_falls_for_it(package: Package, tmp_path: Path) -> None:
    """Whoever just unpacks has a file outside, a link, a full disk or an end."""
    assert unpacking.harm(package.build(), tmp_path)


@pytest.mark.parametrize("data", [zipped([BASICS]), tarred()], ids=["zip", "tar"])
def test_the_twin_passes(data: bytes, tmp_path: Path) -> None:
    """An honest archive is taken in, by whomever."""
    assert dict(staged(data, tmp_path).sources) == {"basics.py": CODE.decode()}
    assert not unpacking.harm(data, tmp_path / "naive")
