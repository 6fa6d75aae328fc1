"""What outcomes are called."""

from __future__ import annotations

from typing import Any

import pytest

from grader.records import Outcome
from grader.reports.outcomes import _LOOKS, counted, mark, word
from grader.text import Language


@pytest.mark.parametrize("outcome", list(Outcome))
@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_outcome_has_a_word_and_a_sign(
    make: Any, outcome: Outcome, language: Language
) -> None:
    """No outcome is told by colour alone."""
    assert word(make.page(language), outcome).plain
    assert len(mark(make.page(language), outcome).plain.strip()) == 1


def test_words_differ() -> None:
    """Two outcomes never read alike."""
    assert len({look.word.en for look in _LOOKS.values()}) == len(Outcome)


def test_counted(make: Any) -> None:
    """A number and a word."""
    assert counted(make.page(), Outcome.FAILED, 2) == "2 failed"
