"""Ways to damage a right input."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence

Maker = Callable[[random.Random, Sequence[bytes]], bytes]
_EXTREMES = (0x00, 0x7F, 0x80, 0x90, 0x91, 0xC1, 0xC6, 0xC9, 0xCF, 0xD3, 0xDB, 0xDD, 0xDF, 0xFF)
_FLOOD_BYTES = 200_000
# Accents that must be sorted, a letter that becomes eighteen, line ends, brackets, quotes.
_ODD = [
    *(each.encode() for each in ("\u0301\u0316", "\ufdfa", "\u1112\u1161", "\uff1d", "\u2028")),
    *(b"\n", b"\r\n", b" ", b"\t\n", b"[", b"(", b'"', b"'", b"\\", b"#", b"`", b";", b"=1,", b"-"),
]


def noise(rng: random.Random, _: Sequence[bytes]) -> bytes:
    """Anything, short."""
    return rng.randbytes(rng.randrange(64))


def changed_bytes(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """A right input with a few bytes changed."""
    body = bytearray(rng.choice(corpus))
    for _ in range(rng.randrange(1, 6)):
        byte = rng.choice(_EXTREMES) if rng.random() < 0.5 else rng.randrange(256)
        body[rng.randrange(len(body))] = byte
    return bytes(body)


def changed_letters(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """A right text with a few ASCII characters changed; still UTF-8."""
    body = bytearray(rng.choice(corpus))
    for _ in range(rng.randrange(1, 6)):
        at = rng.randrange(len(body))
        if body[at] < 0x80:
            body[at] = rng.choice((0x09, 0x0A, *range(0x20, 0x7F)))
    return bytes(body)


def cut(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """The beginning of a right input."""
    body = rng.choice(corpus)
    return body[: rng.randrange(len(body))]


def moved(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """A right input with a piece of another one in it."""
    body, other = rng.choice(corpus), rng.choice(corpus)
    at, start = rng.randrange(len(body)), rng.randrange(len(other))
    return body[:at] + other[start : start + rng.randrange(1, 40)] + body[at:]


def taken_out(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """A right input without one of its pieces."""
    body = rng.choice(corpus)
    at = rng.randrange(len(body))
    return body[:at] + body[at + rng.randrange(1, 40) :]


def moved_lines(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """A right text in which lines stand elsewhere, twice, or not at all."""
    lines, others = rng.choice(corpus).split(b"\n"), rng.choice(corpus).split(b"\n")
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(lines))
        lines[at : at + rng.randrange(3)] = rng.choices(others, k=rng.randrange(3))
        lines = lines or [b""]
    return b"\n".join(lines)


def flood(rng: random.Random, corpus: Sequence[bytes]) -> bytes:
    """A piece of a right input, or an odd one, over and over: what grows with the square shows."""
    body = rng.choice(corpus)
    at = rng.randrange(len(body))
    piece = rng.choice(_ODD) if rng.random() < 0.2 else body[at : at + rng.choice((1, 2, 3, 8, 40))]
    return body[:at] + piece * (_FLOOD_BYTES // len(piece)) + body[at:]


MAKERS: tuple[Maker, ...] = (noise, changed_bytes, cut, moved, taken_out)
ON_TEXT: tuple[Maker, ...] = (*MAKERS, *[changed_letters] * 3, *[moved_lines] * 2)
FLOODS: tuple[Maker, ...] = (flood,)
