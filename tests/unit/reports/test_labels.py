"""The label column."""

from __future__ import annotations

from typing import Any

import pytest

from grader.reports.labels import CAUSE, HINT, OUTPUT, WHERE, label
from grader.text import Language


@pytest.mark.parametrize("language", ["en", "ko"])
def test_all_labels_are_equally_wide(make: Any, language: Language) -> None:
    """So what they introduce begins in one column, in Hangul too."""
    leads = [label(make.page(language), which) for which in (CAUSE, HINT, WHERE, OUTPUT)]
    assert len({lead.cell_len for lead in leads}) == 1
    assert len({lead.plain.strip() for lead in leads}) == 4
