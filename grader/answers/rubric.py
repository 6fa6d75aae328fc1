"""rubric.toml: what a person looks for in each essay, read strictly."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from typing import Final

import msgspec

from grader.text import Text
from grader.toml import read_toml, wrong_field

FORMAT_VERSION: Final = 1


class RubricItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One thing that an answer may show, and what it earns."""

    id: str  # unique in its essay
    points: float
    en: str
    ko: str

    @property
    def text(self) -> Text:
        """What it says, in both languages."""
        return Text(en=self.en, ko=self.ko)


class Rubric(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How one essay is graded."""

    id: str  # the essay's
    items: tuple[RubricItem, ...]
    terms: tuple[str, ...] = ()  # highlighted for whoever reads; they earn nothing

    @property
    def points(self) -> float:
        """What all items earn together."""
        return sum(item.points for item in self.items)

    def score(self, items: Collection[str], adjustment: float) -> float | None:
        """What these items (by id) earn now, never below 0 nor above all there is.

        None if one of them is in the rubric no more: a person must look again.
        """
        points = {item.id: item.points for item in self.items}
        if not points.keys() >= set(items):
            return None
        return min(max(sum(points[name] for name in set(items)) + adjustment, 0.0), self.points)


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    format_version: int
    essays: tuple[Rubric, ...]


def read_rubrics(path: Path) -> tuple[Rubric, ...]:
    """Every rubric of an assignment; `AssignmentError` says the field that is wrong."""
    content = read_toml(path, _File)
    if content.format_version != FORMAT_VERSION:
        raise wrong_field(path, "format_version", content.format_version, FORMAT_VERSION)
    return content.essays
