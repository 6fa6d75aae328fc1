"""Answers that say the same are found, and different ones are not thrown together."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.essays.likeness import alike, wording

LONG = (
    "합성곱은 같은 가중치를 모든 자리에서 함께 쓰므로 가중치가 훨씬 적고 이웃한 픽셀만 봅니다. "
    "그래서 이미지에 알맞습니다."
)
OTHER = (
    "풀링은 배울 것이 없고 채널 수를 그대로 두며 작은 이동에 강합니다. 높이와 너비가 줄어듭니다."
)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("a  b\nc", "A b c", True),
        ("(H + 2P - K)", "(H + 2P - K)", True),  # full-width plus sign
        ("(H + 2P - K)", "(H - 2P + K)", False),
        ("F(x) + x", "F(x)", False),
    ],
)
def test_the_same_words(one: str, other: str, same: bool) -> None:
    """Spaces, line ends, capitals and widths do not count; signs of a formula do."""
    assert (wording(one) == wording(other)) is same


def test_nearly_the_same() -> None:
    """A word exchanged in a long answer is found; the groups follow one another."""
    texts = [LONG, OTHER, LONG.replace("훨씬", "아주"), "짧은 답", LONG.upper() + "\n"]
    assert alike(texts) == [[0, 2, 4], [1], [3]]


def test_short_answers_are_alike_by_chance() -> None:
    """Only equal words count there."""
    assert alike(["ReLU, dropout", "ReLU, dropouts", "relu,  dropout"]) == [[0, 2], [1]]


@given(st.lists(st.text(max_size=60) | st.just(LONG), max_size=8))
def test_every_text_is_in_one_group(texts: list[str]) -> None:
    """Whatever is written, and equal texts are in the same."""
    groups = alike(texts)
    assert sorted(number for group in groups for number in group) == list(range(len(texts)))
    for group in groups:
        for number in range(len(texts)):
            if wording(texts[number]) in {wording(texts[member]) for member in group}:
                assert number in group
