"""How most graders check: student code in the process of the checks. Fooled by all attacks.

Never copy this. It is what the attacks are proven to work against.
"""

# isort: off
import basics as student  # the student's file, next to this one
import os
import sys

import numpy as np

HIDDEN = os.environ["NAIVE_HIDDEN"]
COMPARE = {
    "allclose": np.allclose,
    "equal": lambda got, expected: bool((got == expected).all()),
    "plain equal": lambda got, expected: got == expected,
    "tolerance": lambda got, expected: not (np.abs(got - expected) > 1e-2).any(),
    "instance": lambda got, expected: isinstance(got, type(expected)),
}


def same(got, expected):
    return COMPARE[os.environ["NAIVE_COMPARE"]](got, expected)


def test_double():
    x = np.random.default_rng(0).normal(size=(2, 3))
    got = student.double(x)
    assert same(got, x + x)


def test_count():
    if os.environ["NAIVE_ALL"] == "1":
        assert student.count(np.ones((3, 5))) == 15


def test_length():
    if os.environ["NAIVE_ALL"] == "1":
        assert student.length(HIDDEN) == len(HIDDEN)
    sys.stdout.flush()
