"""Answers that are kept for the next student, within a limit on memory."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Any, Final

import numpy as np

from grader.diagnosis.replay import Raised

_MOST_BYTES: Final = 32 << 20
_LEAST_BYTES: Final = 300  # of one answer, about


class Kept:
    """Copies of answers; those that were not used for longest give way."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._answers: OrderedDict[Hashable, Any] = OrderedDict()

    def __contains__(self, key: Hashable) -> bool:
        return key in self._answers

    def __getitem__(self, key: Hashable) -> Any:
        self._answers.move_to_end(key)
        return self._answers[key]

    def put(self, key: Hashable, answer: Any) -> Any:
        """Keep a copy, and give it back."""
        copy = plain(answer)
        if key not in self._answers:
            self._answers[key] = copy
            self._bytes += _bytes_of(copy)
        while self._bytes > self._most_bytes:
            self._bytes -= _bytes_of(self._answers.popitem(last=False)[1])
        return copy


def plain(answer: Any) -> Any:
    """What can be compared of an answer, whatever becomes of it later.

    An object becomes one that is like nothing: whoever gives an object too is not compared.
    """
    if isinstance(answer, (Raised, bool, int, float, complex, str, bytes, type(None), np.generic)):
        return answer
    if isinstance(answer, dict):
        return {key: plain(item) for key, item in answer.items()}
    if isinstance(answer, (list, tuple)):
        return [plain(item) for item in answer]
    if isinstance(answer, np.ndarray):
        return answer.copy()
    try:
        return np.asarray(answer.detach()).copy()
    except (AttributeError, TypeError, RuntimeError):  # an object, or a tensor without numbers
        return object()


def _bytes_of(answer: Any) -> int:
    if isinstance(answer, np.ndarray):
        return _LEAST_BYTES + answer.nbytes
    if isinstance(answer, dict):
        return _LEAST_BYTES + sum(map(_bytes_of, answer.values()))
    if isinstance(answer, list):
        return _LEAST_BYTES + sum(map(_bytes_of, answer))
    return _LEAST_BYTES
