"""Nicknames that pass for another's."""

from __future__ import annotations

import pytest

from grader.timing.lookalikes import look_alikes


@pytest.mark.parametrize(
    "twin",
    [
        "\u041caxim01",  # a Cyrillic capital
        "M\u0430xim01",
        "\uff2daxim01",  # full width
        "MAXIM01",
        "Max\u00edm01",
        "Maxlm0l",
        "Maxim O1",
        "Max-im_01.",
        "Maxim01",
    ],
)
def test_another_that_looks_the_same(twin: str) -> None:
    """By alphabet, width, case, accent, figures, signs between; or the very same."""
    assert look_alikes(["Maxim01", "other", twin]) == {"Maxim01", twin}


def test_others_are_others() -> None:
    """Different letters are, in Korean too."""
    assert look_alikes(["kim", "lee", "\uae40\ucca0\uc218", "\uae40\uccab\uc218", "kims"]) == set()


def test_hangul_in_pieces_looks_like_the_whole() -> None:
    """A name may come composed or not."""
    assert len(look_alikes(["\uac00", "\u1100\u1161"])) == 2
