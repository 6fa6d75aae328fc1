"""What networks are trained on: digits everywhere, clothes only where they are the right ones."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from solutions.assignment5.checks import learning


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder in the place of Debian's package."""
    monkeypatch.setattr(learning, "_CLOTHES", tmp_path)
    learning.clothes.cache_clear()
    yield tmp_path
    learning.clothes.cache_clear()


def test_digits_are_images_between_0_and_1() -> None:
    """As many as the lesson divides."""
    x, t = learning.digits()
    assert x.shape == (600, 1, 8, 8)
    assert (x.min(), x.max()) == (0.0, 1.0)
    assert sorted(set(t.tolist())) == list(range(10))


def test_without_the_package_there_are_no_clothes(package: Path) -> None:
    """The check skips, and says why."""
    with pytest.raises(learning.NotInstalledError):
        learning.clothes()


def test_other_clothes_are_none(package: Path) -> None:
    """Figures that were measured on other images would mean nothing."""
    for name in ("train", "t10k"):
        for kind, size in (("images-idx3", 16 + 784 * 2000), ("labels-idx1", 8 + 2000)):
            with gzip.open(package / f"{name}-{kind}-ubyte.gz", "wb", compresslevel=1) as file:
                file.write(bytes(size))
    with pytest.raises(learning.NotInstalledError):
        learning.clothes()
