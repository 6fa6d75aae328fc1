"""A word or two, whatever the case, the spaces and the Korean endings."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from grader.answers.number import one_line
from grader.answers.text import squeezed

# Longest first: 입니다 before 다.
_ENDINGS: Final = (
    *("이라고합니다", "라고합니다", "이라고해요", "라고해요", "이라고부릅니다", "라고부릅니다"),
    *("입니다", "이에요", "이예요", "예요", "이다", "임"),
)
_PARTICLES: Final = ("으로", "에서", "은", "는", "이", "가", "을", "를", "로", "와", "과")
_SEPARATORS: Final = re.compile(r"[()\[\]/,;\n]")


def same_words(answer: str, accepted: Collection[str]) -> bool:
    """Whether every word of `answer` is one of the `accepted` spellings.

    A second spelling in brackets or after a comma or slash must be accepted as well:
    a list of guesses is no answer. Raises UnreadableAnswerError where it is too long.
    """
    spellings = {squeezed(each) for each in accepted}
    text = one_line(answer)
    if _forms(text) & spellings:
        return True
    parts = [forms for part in _SEPARATORS.split(text) if "" not in (forms := _forms(part))]
    return bool(parts) and all(forms & spellings for forms in parts)


def _forms(text: str) -> set[str]:
    """The squeezed text as it is and without an ending, a particle or both."""
    whole = squeezed(text)
    bare = next((whole.removesuffix(e) for e in _ENDINGS if whole.endswith(e)), whole)
    cut = next((bare.removesuffix(p) for p in _PARTICLES if bare.endswith(p)), bare)
    return {whole, bare, cut}
