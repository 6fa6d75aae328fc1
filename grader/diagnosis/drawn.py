"""Random numbers: drawn again as they were for the student, or compared by what they share."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np

from grader.diagnosis.sameness import same
from grader.sandbox.inside.seeds import seed_everything

_ERRORS = 6  # standard errors of the scale: no two right implementations are that far apart


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Generators as a worker has them at the start of a check; as they were afterwards."""
    torch = sys.modules.get("torch")
    python, numpy = random.getstate(), np.random.get_state()  # noqa: NPY002 - what code draws from
    tensors = torch.get_rng_state() if torch else None
    seed_everything(seed)
    try:
        yield
    finally:
        random.setstate(python)
        np.random.set_state(numpy)  # noqa: NPY002
        if torch:
            torch.set_rng_state(tensors)


def alike(got: Any, answer: Any, again: Any) -> bool:
    """`got` could be one more drawing of what came out as `answer` once, and as `again` then.

    Arrays in which the two differ are random: `got` has their shape and, within what chance
    allows, their scale. Everything else is the same.
    """
    if same(got, answer):
        return True
    if type(got) is dict:
        return _items_alike(got, answer, again)
    arrays = [value for value in (got, answer, again) if type(value) is np.ndarray]
    if len(arrays) < 3 or len({array.shape for array in arrays}) > 1 or same(answer, again):
        return False
    if any(array.dtype.kind != "f" or not array.size for array in arrays):
        return False
    theirs, ours = _scale(arrays[0]), _scale(arrays[1])
    return bool(abs(theirs - ours) <= _ERRORS * ours / np.sqrt(2 * arrays[0].size))


def _items_alike(got: dict[str, Any], answer: Any, again: Any) -> bool:
    """Some are arrays, which may differ as random ones do."""
    if type(answer) is not dict or type(again) is not dict:
        return False
    same_names = got.keys() == answer.keys() == again.keys()
    any_random = any(type(value) is np.ndarray for value in got.values())
    return same_names and any_random and all(alike(got[k], answer[k], again[k]) for k in got)


def _scale(array: Any) -> float:
    return float(np.sqrt(np.mean(array**2)))
