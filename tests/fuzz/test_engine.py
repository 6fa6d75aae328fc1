"""The fuzzer itself, kept short on every reader; `make fuzz` runs it for long."""

from __future__ import annotations

import pytest

from tests.fuzz.engine import Target, fuzz
from tests.fuzz.frames_target import target as frames
from tests.fuzz.reader_targets import TARGETS

READERS = {"frames": frames(), **TARGETS}


@pytest.mark.parametrize("name", READERS)
def test_mutated_inputs_end_in_a_value_or_a_refusal(name: str) -> None:
    """A thousand of each; some are read, so that more than the first check is tried."""
    report = fuzz(READERS[name], 1000, seed=2)
    assert report.failures == []
    assert report.values > 0
    assert report.values + report.errors.total() == report.executions == 1000


@pytest.mark.parametrize("name", READERS)
def test_the_originals_are_read(name: str) -> None:
    """What the mutations begin with is right."""
    for data in READERS[name].corpus:
        READERS[name].read(data)


def test_another_exception_is_a_failure() -> None:
    """The fuzzer would notice a reader that breaks down."""

    def breaks(data: bytes) -> object:
        raise IndexError(len(data))

    report = fuzz(Target(breaks, (ValueError,), [b"right"]), 10, seed=5)
    assert len(report.failures) == 10
    assert report.failures[0][0].startswith("IndexError")


def test_a_run_repeats_under_its_seed() -> None:
    """What was found once can be found again."""
    first, second = (fuzz(READERS["frames"], 2000, seed=4) for _ in range(2))
    assert (first.values, first.errors) == (second.values, second.errors)
