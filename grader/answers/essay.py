"""An answer that a person grades, as it was handed in."""

from __future__ import annotations

import msgspec


class Drawing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PNG or JPEG file beside the answers."""

    name: str
    data: bytes


class WrittenAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a student wrote below one question."""

    question: str  # id of the essay
    text: str  # without the question
    drawings: tuple[Drawing, ...] = ()
