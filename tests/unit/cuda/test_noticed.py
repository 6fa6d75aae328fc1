"""A host's result is taken over only if it is one."""

from __future__ import annotations

import numpy as np
import pytest

from grader.cuda.fault import Kind
from grader.cuda.noticed import explained, read_result
from grader.cuda.source import KernelSource
from grader.errors import ProtocolViolation

Y = np.zeros((1, 2), np.float32)
FOUND = (Kind.UNWRITTEN.value, 1, 0, 0, 0, "tile")
SOURCE = KernelSource("float tile;", "cuda_conv.py", "float tile;")


@pytest.mark.parametrize(
    "answer",
    [None, (Y,), (Y, None), (Y.astype("f8"), []), (Y.T, []), ([0, 0], []), (Y, [1]), (Y, [(1, 2)]),
     (Y, [("0", 1, 0, 0, 0, "x")])],
)  # fmt: skip
def test_no_result(answer):
    """Wrong types, shapes and dtypes are violations, never arrays."""
    with pytest.raises(ProtocolViolation):
        read_result(answer, (1, 2))


def test_a_cause_is_shown_before_its_effect():
    """Without a barrier something unwritten is read as well."""
    race = (Kind.RACE.value, 1, 0, 1, 0, "tile")
    _, noticed = read_result((Y, [FOUND, race]), (1, 2))
    error = explained(noticed, SOURCE, "tool", lambda _: 0)
    assert "__syncthreads() is missing" in error.message.en


def test_a_place_in_the_library_becomes_a_line():
    """By the function that knows the library."""
    _, noticed = read_result((Y, [(0, 0, 77, 1, -4, "y")]), (1, 2))
    error = explained(noticed, SOURCE, "tool", {77: 1}.__getitem__)
    assert "line 1 of cuda_conv.py" in error.message.en
    assert "writes before the beginning of y (tool)" in error.message.en


def test_words_of_the_worker_are_not_passed_on():
    """A name that is not in the source could be anything."""
    _, noticed = read_result((Y, [(0, 1, 0, 0, 0, "hidden value 42")]), (1, 2))
    assert "hidden" not in explained(noticed, SOURCE, "tool", lambda _: 0).message.en


def test_a_finding_of_no_kind_is_a_violation():
    """So that no worker invents sentences."""
    _, noticed = read_result((Y, [(9, 1, 0, 0, 0, "x")]), (1, 2))
    with pytest.raises(ProtocolViolation):
        explained(noticed, SOURCE, "tool", lambda _: 0)
