"""Answers are kept as they were given, and not too many of them."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from grader.diagnosis.kept import Kept, plain
from grader.diagnosis.replay import Raised
from grader.diagnosis.sameness import same


def test_what_an_implementation_does_to_its_arrays_later_does_not_matter() -> None:
    """A copy is kept, also of arrays inside of something."""
    kept, array = Kept(), np.ones(3)
    kept.put("a", {"dW": array, "layers": [array]})
    array[:] = 7.0
    assert same({"dW": np.ones(3), "layers": [np.ones(3)]}, kept["a"])


def test_what_was_used_last_stays_longest() -> None:
    """The others give way when there are too many bytes."""
    kept = Kept(most_bytes=3000)
    for name in "ab":
        kept.put(name, np.zeros(100))
    assert kept["a"].shape == (100,)
    kept.put("c", np.zeros(100))
    assert ["a" in kept, "b" in kept, "c" in kept] == [True, False, True]


def test_what_is_larger_than_everything_is_given_back_all_the_same() -> None:
    """And not kept."""
    kept = Kept(most_bytes=1000)
    assert kept.put("a", np.zeros(1000)).shape == (1000,)
    assert "a" not in kept


def test_keeping_twice_counts_once() -> None:
    """Otherwise little would push out much."""
    kept = Kept(most_bytes=3000)
    for _ in range(9):
        kept.put("a", np.zeros(100))
    kept.put("b", np.zeros(100))
    assert "a" in kept


@pytest.mark.parametrize("answer", [None, True, 3, 2.5, "text", b"bytes", [1, (2, 3)], {"a": 1}])
def test_plain_values_stay_what_they_are(answer: Any) -> None:
    """Up to lists and tuples, which are compared alike."""
    assert same(answer, plain(answer))


def test_errors_stay() -> None:
    """They are compared by what they say."""
    raised = Raised(ValueError("no"))
    assert plain(raised) is raised


def test_an_object_is_like_nothing() -> None:
    """No value that a worker can send is equal to it."""
    values: list[Any] = [None, 0, "object", [], {}, np.zeros(2)]
    for got in values:
        assert not same(got, plain(object()))


def test_tensors_become_their_numbers() -> None:
    """With a gradient or without; where there are no numbers they are objects."""
    torch = pytest.importorskip("torch")
    assert same(np.ones(3), plain(torch.ones(3, requires_grad=True)))
    assert not same(np.ones(3), plain(torch.ones(3, device="meta")))
