"""The fuzzer itself, kept short; `make fuzz` runs it for long."""

from __future__ import annotations

import pytest

from grader.sandbox import wire
from tests.fuzz import fuzz_wire


def test_mutated_frames_end_in_a_value_or_a_refusal() -> None:
    """30,000 bodies, and the decoder knows only its two ends."""
    report = fuzz_wire.fuzz(30_000, seed=2)
    assert report.failures == []
    assert report.executions == 30_000
    assert report.values > 1000
    assert report.errors.total() == report.executions - report.values


def test_the_fuzzer_reaches_every_refusal() -> None:
    """A fuzzer that never gets past the first check would prove nothing."""
    reached = set(fuzz_wire.fuzz(30_000, seed=3).errors)
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
        assert wanted in reached


def test_a_run_repeats_under_its_seed() -> None:
    """What was found once can be found again."""
    first, second = (fuzz_wire.fuzz(2000, seed=4) for _ in range(2))
    assert (first.values, first.errors) == (second.values, second.errors)


def test_another_exception_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """The fuzzer would notice a decoder that breaks down."""

    def breaks(body: bytes) -> object:
        raise IndexError(len(body))

    monkeypatch.setattr(wire, "decode", breaks)
    report = fuzz_wire.fuzz(10, seed=5)
    assert len(report.failures) == 10
    assert report.failures[0][0].startswith("IndexError")
