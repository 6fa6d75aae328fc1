"""Frames: the fuzzer gets to where it matters."""

from __future__ import annotations

from tests.fuzz.engine import Budget, fuzz
from tests.fuzz.frames_target import target


def test_mutated_frames_end_in_a_value_or_a_refusal() -> None:
    """30,000 bodies, and the decoder knows only its two ends; every refusal is among them."""
    report = fuzz(target(), Budget(30_000), seed=3)
    assert report.failures == []
    assert report.values > 1000
    for wanted in (
        "a dict is not made of text keys and values",
        "arrays go beyond the end of the frame",
        "bytes left over at the end of a frame",
        "no such dtype",
        "no such handle",
        "no such integer",
        "no such shape",
        "no such value",
    ):
        assert wanted in report.errors
