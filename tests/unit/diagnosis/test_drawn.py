"""Random numbers are drawn again as they were, or compared by shape and scale."""

from __future__ import annotations

import random

import numpy as np
import pytest

from grader.diagnosis.drawn import alike, seeded


def drawn(seed: int, scale: float = 1.0, size: int = 400) -> np.ndarray:
    return scale * np.random.default_rng(seed).normal(size=size)


def test_the_same_seed_gives_the_same_numbers() -> None:
    """Python's and numpy's old generator begin anew each time."""
    found = []
    for _ in range(2):
        with seeded(7):
            found.append((random.random(), np.random.random()))  # noqa: NPY002
    assert found[0] == found[1]


def test_the_grader_own_generators_go_on() -> None:
    """Whatever is drawn within leaves them where they were."""
    random.seed(1)
    expected = random.random()
    random.seed(1)
    with seeded(7):
        random.random()
    assert random.random() == expected


def test_another_drawing_of_the_same_scale_is_alike() -> None:
    """Arrays that differ from run to run are compared by what they share."""
    assert alike(drawn(1), drawn(2), drawn(3))


@pytest.mark.parametrize("got", [drawn(1, scale=0.2), drawn(1, size=300), 5.0, "text"])
def test_another_scale_shape_or_kind_is_not(got: object) -> None:
    """Forgetting the initial deviation is seen."""
    assert not alike(got, drawn(2), drawn(3))


def test_what_is_not_random_must_be_the_same() -> None:
    """Arrays that come out alike twice are no drawing."""
    assert not alike(drawn(1), drawn(2), drawn(2))


def test_every_array_of_a_dict_counts() -> None:
    """Random weights beside biases that begin at 0."""
    answers = [{"W": drawn(seed), "b": np.zeros(3)} for seed in (1, 2, 3)]
    assert alike(*answers)
    assert not alike({**answers[0], "b": np.ones(3)}, *answers[1:])
    assert not alike({"W": answers[0]["W"]}, *answers[1:])
