"""Which answers say the same, word for word or nearly: read together, they are graded alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz import fuzz, process

from grader.answers.text import plain, squeezed

_NEAR: Final = 90.0  # per cent of the letters in common, in their order
_LEAST_LETTERS: Final = 40  # below that, short right answers are alike by chance


def wording(text: str) -> str:
    """The words as they are; spaces, line ends and capitals do not count."""
    return " ".join(plain(text).casefold().split())


def alike(texts: Sequence[str]) -> list[list[int]]:
    """The numbers of the texts in groups, in the order of each group's first.

    Equal words are one group; nearly equal ones too, where they are long enough to say so.
    """
    parents = list(range(len(texts)))
    first = {word: number for number, word in reversed([*enumerate(map(wording, texts))])}
    pairs = [(first[wording(text)], number) for number, text in enumerate(texts)]
    for pair in [*pairs, *_near(texts, sorted(first.values()))]:
        first_root, second_root = sorted(_root(parents, number) for number in pair)
        parents[second_root] = first_root
    groups: dict[int, list[int]] = {}
    for number in range(len(texts)):
        groups.setdefault(_root(parents, number), []).append(number)
    return list(groups.values())


def _near(texts: Sequence[str], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    letters = {number: squeezed(texts[number]) for number in numbers}
    long = [number for number in numbers if len(letters[number]) >= _LEAST_LETTERS]
    for place, number in enumerate(long[1:], start=1):
        earlier = [letters[each] for each in long[:place]]
        for _, _, found in process.extract_iter(
            letters[number], earlier, scorer=fuzz.ratio, score_cutoff=_NEAR
        ):
            yield long[found], number


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        number = parents[number]
    return number
