"""Lazy answers: right in form, wrong in substance, and made of any reference."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np
import pytest

from grader.assignment.reference import flatten
from grader.verify.lazy import KINDS, lazy_variants

SOLUTIONS = Path(__file__).parents[3] / "solutions" / "assignment5"


def _source(name: str) -> str:
    return flatten((SOLUTIONS / f"{name}.py").read_text(encoding="utf-8"), "assignment5")


def _module(source: str, name: str = "lazy") -> Any:
    module = ModuleType(name)
    exec(compile(source, f"{name}.py", "exec", dont_inherit=True), module.__dict__)  # noqa: S102
    return module


@pytest.fixture
def im2col(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The true im2col, as convolution imports it."""
    module = _module(_source("im2col"), "im2col")
    monkeypatch.setitem(sys.modules, "im2col", module)
    return module


@pytest.fixture
def x() -> np.ndarray:
    return np.random.default_rng(0).normal(size=(2, 3, 5, 6))


def _convolution(kind: str) -> Any:
    module = _module(lazy_variants(_source("convolution"))[kind])
    return module.Convolution(np.full((4, 3, 2, 2), 0.5), np.zeros(4), stride=1)


def test_kinds() -> None:
    """There is one variant of each kind, and it is the reference with something appended."""
    variants = lazy_variants("def f():\n    return 2\n")
    assert tuple(variants) == KINDS
    assert all(source.startswith("from __future__") for source in variants.values())


@pytest.mark.parametrize(
    ("kind", "size", "batch"),
    [
        ("empty", None, None),
        ("echo", 7, (1, 2, 3, 4)),
        ("zero", 0, dict.fromkeys(("items", "channels", "height", "width"), 0)),
        ("constant", 1, dict.fromkeys(("items", "channels", "height", "width"), 1)),
    ],
)
def test_functions(kind: str, size: object, batch: object) -> None:
    """Numbers, and dictionaries of them, are answered without counting anything."""
    shapes = _module(lazy_variants(_source("shapes"))[kind])
    assert shapes.conv_output_size(7, filter_size=3) == size
    assert shapes.conv_output_size(input_size=7, filter_size=3) == size
    assert shapes.describe_batch((1, 2, 3, 4)) == batch


@pytest.mark.usefixtures("im2col")
@pytest.mark.parametrize(("kind", "number"), [("zero", 0), ("constant", 1)])
def test_layers_in_form(kind: str, number: int, x: np.ndarray) -> None:
    """Outputs and gradients have the right shape and dtype, and one number everywhere."""
    layer = _convolution(kind)
    out = layer.forward(x.astype(np.float32))
    dx = layer.backward(np.ones((2, 4, 4, 5)))
    expected = [(2, 4, 4, 5), x.shape, (4, 3, 2, 2), (4,)]
    assert [array.shape for array in (out, dx, layer.dW, layer.db)] == expected
    assert all((array == number).all() for array in (out, dx, layer.dW, layer.db))


@pytest.mark.usefixtures("im2col")
@pytest.mark.parametrize(("kind", "answer"), [("empty", False), ("echo", True)])
def test_layers_without_thought(kind: str, x: np.ndarray, *, answer: bool) -> None:
    """Nothing of the reference runs: no gradient is set, no wrong shape is refused."""
    layer = _convolution(kind)
    assert layer.forward(x) is (x if answer else None)
    wrong = x[:, :2]
    assert layer.forward(wrong) is (wrong if answer else None)
    assert getattr(layer, "dW", None) is None


@pytest.mark.usefixtures("im2col")
@pytest.mark.parametrize("kind", ["zero", "constant"])
def test_errors_stay(kind: str, x: np.ndarray) -> None:
    """An impossible input is refused as by the reference, so only values are missing."""
    layer = _convolution(kind)
    with pytest.raises(ValueError, match="channels"):
        layer.forward(x[:, :2])
    assert layer.forward(x).shape == (2, 4, 4, 5)


@pytest.mark.parametrize("kind", ["zero", "constant"])
def test_inputs_are_not_written_to(kind: str, x: np.ndarray) -> None:
    """What a function merely passes on is copied before it is overwritten."""
    lazy = _module(lazy_variants("def same(x):\n    return x\n")[kind])
    before = x.copy()
    lazy.same(x)
    assert (x == before).all()


COUNTER = """
import numpy as np

class _Base:
    def twice(self):
        return 2 * self.once()

class Counter(_Base):
    made = 0

    def __init__(self):
        self.count = np.zeros(1)
        self.log = []

    def once(self):
        self.count = self.count + 3
        self.log.append(float(self.count[0]))
        return self.count

    def __call__(self):
        return self.count[0] > 0, [np.float32(2.5), "text", None]

    @classmethod
    def make(cls, number):
        return cls.size(number)

    @staticmethod
    def size(number):
        return number + 5
"""


def test_state_stays_true_inside() -> None:
    """Attributes look filled from outside, while later calls go on from the true ones."""
    counter = _module(lazy_variants(COUNTER)["constant"]).Counter()
    for _ in range(2):
        assert counter.once() == [1]
        assert counter.count == [1]
    assert counter.log == [3.0, 6.0]


def test_attributes_set_from_outside_count() -> None:
    """What somebody else stores in an attribute is not undone."""
    counter = _module(lazy_variants(COUNTER)["zero"]).Counter()
    counter.once()
    counter.count = np.full(1, 10.0)
    counter.once()
    assert counter.log == [3.0, 13.0]


def test_inherited_and_special_methods() -> None:
    """Methods of private bases, of the class itself and `__call__` are lazy too."""
    module = _module(lazy_variants(COUNTER)["zero"])
    counter = module.Counter()
    assert counter.twice() == [0]
    assert counter.log == [3.0]
    assert counter() == (False, [0.0, "text", None])
    assert (module.Counter.make(2), module.Counter.size(2)) == (0, 0)


def test_echo_of_class_and_static_methods() -> None:
    """The first argument is the first that a student sees: not self, not the class."""
    module = _module(lazy_variants(COUNTER)["echo"])
    assert (module.Counter.make(2), module.Counter().size(3)) == (2, 3)
    assert module.Counter().once() is None


def test_imported_names_stay_true() -> None:
    """Only what the module itself defines is made lazy."""
    source = "from math import sqrt\nfrom fractions import Fraction\n"
    module = _module(lazy_variants(source)["empty"])
    assert (module.sqrt(9), module.Fraction(4).limit_denominator()) == (3, 4)
