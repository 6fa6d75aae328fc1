"""Words are compared without case, spaces and Korean endings."""

from __future__ import annotations

import pytest

from grader.answers import UnreadableAnswerError, same_words

ACCEPTED = ("최대 풀링", "max pooling")


@pytest.mark.parametrize(
    "text",
    [
        "최대 풀링",
        "최대풀링",
        "최대 풀링입니다.",
        "최대 풀링을",
        "최대 풀링이에요",
        "최대 풀링(max pooling)이라고 합니다.",
        "최대 풀링이라고 부릅니다",
        "Max Pooling",
        "max-pooling",
        "MaxPooling.",
        "**max pooling**",
        "최대 풀링(max pooling)",
        "max pooling / 최대 풀링",
        "\uff4d\uff41\uff58 pooling",
    ],
)
def test_a_spelling_is_accepted(text: str) -> None:
    """Layout, case, endings and a second spelling cost nothing."""
    assert same_words(text, ACCEPTED)


@pytest.mark.parametrize("text", ["", "()", "합성곱", "최대 풀링, 합성곱", "평균 풀링", "max"])
def test_another_word_is_not(text: str) -> None:
    """Other words, lists of guesses and nothing are not accepted."""
    assert not same_words(text, ACCEPTED)


def test_a_flood_is_refused() -> None:
    """A short answer is short."""
    with pytest.raises(UnreadableAnswerError, match="characters"):
        same_words("풀링 " * 200, ACCEPTED)
