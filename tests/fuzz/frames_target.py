"""Frames for the decoder of the wire format: right ones mutated, and made up ones."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np

from grader.sandbox import wire
from tests.fuzz.engine import Target
from tests.fuzz.frames import body_of, body_with, bombs
from tests.fuzz.makers import Maker, changed_bytes, cut, moved, noise

_BOMB_BYTES = 4096
_LEAVES = (
    *(None, True, False, 0, 1, 7, 8, -1, 2**31, 2**63, 2**64 - 1, -(2**63)),
    *(0.0, math.nan, math.inf, "", "k", "0x1f", "f" * 300, "-0x", "|O", b"", b"x", 10**6),
    *("<f8", "|b1", "<c16", ">f8", "|u1", [], [0], [2, 3], [0, 2**63], [-1], [1] * 17),
)


def target() -> Target:
    """What was taken in can be sent on."""
    often: tuple[Maker, ...] = (_noise_in_a_header, changed_bytes, cut, moved, _made_up)
    makers = (*often * 20, noise, _bomb)
    return Target(lambda body: body_of(wire.decode(body)), (wire.WireError,), _corpus(), makers)


def _corpus() -> list[bytes]:
    rng = np.random.default_rng(0)
    handle = wire.Handle(3, "Convolution", ("forward", "backward"))
    answer = {"kind": "ValueError", "text": "got 3, expected 4", "frames": [("a.py", 3)]}
    values: list[Any] = [
        [1, "value", rng.normal(size=(2, 3, 4, 4)), "output"],
        [2, "raised", answer, ""],
        [3, "callback", ["call", "im2col", "im2col", [np.ones((1, 2)), 3], {"pad": 1}], ""],
        [4, "value", handle, ""],
        [5, "value", {"W": np.float32(2), "b": np.zeros(0), "n": 2**200}, "x" * 100],
        [6, "value", (1, -2.5, None, True, b"bytes", [["deep", [()]]]), ""],
        [np.arange(6, dtype=dtype).reshape(2, 3) for dtype in sorted(wire.DTYPES - {"|b1"})],
    ]
    return [body_of(value) for value in values]


def _noise_in_a_header(rng: random.Random, _: Sequence[bytes]) -> bytes:
    return body_with(rng.randbytes(rng.randrange(48)), rng.randbytes(rng.randrange(32)))


def _made_up(rng: random.Random, _: Sequence[bytes]) -> bytes:
    header = msgspec.msgpack.encode(_structure(rng, depth=0))
    return body_with(header, bytes(rng.choice((0, 0, 8, 16, 48))))


def _structure(rng: random.Random, depth: int) -> Any:
    """Lists that begin with a tag, as the decoder expects, and go on with anything."""
    if depth > 4 or rng.random() < 0.4:
        return rng.choice(_LEAVES)
    items = [_structure(rng, depth + 1) for _ in range(rng.randrange(4))]
    return [rng.randrange(9), *items]


def _bomb(rng: random.Random, _: Sequence[bytes]) -> bytes:
    return body_with(rng.choice(_BOMBS), b"")


_BOMBS = list(bombs(_BOMB_BYTES).values())
