"""A student's module beside the reference, in a worker of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from numpy.random import default_rng  # noqa: E402

from grader.checks.bench import Bench  # noqa: E402 - what follows imports torch
from grader.checks.compare import CheckFailed  # noqa: E402
from grader.checks.networks import (  # noqa: E402
    Pair,
    expect_layer,
    layers_of,
    parameter_count,
    pass_any,
    require_module,
    undrawn,
)
from grader.errors import ProtocolViolation  # noqa: E402
from grader.limits import Limits  # noqa: E402
from grader.records import Confinement  # noqa: E402
from grader.sandbox.ladder import Sandbox  # noqa: E402
from grader.text import Text  # noqa: E402

SOURCE = """
import torch
from torch import nn

class Net(nn.Module):
    def __init__(self, bias=False):
        super().__init__()
        self.a = nn.Conv2d(2, 3, 3, bias=bias)
        self.b = nn.BatchNorm2d(3)

    def forward(self, x):
        return self.b(self.a(x)).relu()

class Bare(Net):
    def forward(self, x):
        return self.a(x)

class Picky(nn.Module):
    def __init__(self):
        super().__init__()
        self.linear = nn.Linear(int(torch.ones(1).item()) + 1, 3)


def number():
    return 3

def lie():
    from grader.sandbox.inside import tensors
    tensors.layers = lambda *_: {"Conv2d": 5}
    return Net()
"""


class Reference(torch.nn.Module):  # type: ignore[misc]
    """What Net should be, with other names."""

    def __init__(self) -> None:
        super().__init__()
        self.body = torch.nn.Sequential(
            torch.nn.Conv2d(2, 3, 3, bias=False), torch.nn.BatchNorm2d(3), torch.nn.ReLU()
        )

    def forward(self, x: Any) -> Any:
        return self.body(x)


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    made = Sandbox(["numpy", "torch"], Confinement.UNCONFINED)
    yield made
    made.close()


@pytest.fixture
def student(sandbox: Sandbox) -> Iterator[Any]:
    limits = Limits(cpu_per_call_s=20.0, cpu_per_exercise_s=60.0)
    bench = Bench(sandbox, "net", {"net": SOURCE}, limits)
    yield bench.student(1)
    bench.close()


@pytest.fixture
def x() -> Any:
    return torch.linspace(-1.0, 1.0, 2 * 2 * 5 * 4, dtype=torch.float64).reshape(2, 2, 5, 4)


@pytest.mark.parametrize("bias", [False, True])
def test_a_right_module_agrees(student: Any, x: Any, *, bias: bool) -> None:
    """Other names and a redundant bias change nothing; output and gradients agree."""
    pair = Pair(student.Net(bias), Reference(), x, default_rng(1))
    dout = torch.ones(2, 3, 3, 2, dtype=torch.float64)
    for mode in ("eval", "train"):
        got, expected = pair.run(dout, mode=mode)
        assert torch.allclose(got.output, expected.output)
        assert torch.allclose(got.dx, expected.dx)
        assert got.gradients.keys() == expected.gradients.keys()
    for mean, expected_mean in pair.read("BatchNorm2d", "running_mean"):
        assert torch.allclose(mean, expected_mean)


def test_layers_may_be_silenced(student: Any, x: Any) -> None:
    """`zero` takes a layer's weight and bias away, on both sides."""
    got, expected = Pair(student.Net(), Reference(), x, default_rng(1), zero=["body.1"]).run()
    assert not got.output.any()
    assert not expected.output.any()


def test_other_layers_are_named(student: Any, x: Any) -> None:
    """A missing layer is said by what it is."""
    with pytest.raises(CheckFailed, match=r"Missing: BatchNorm2d \(3,\) after Conv2d") as failed:
        Pair(student.Bare(), Reference(), x, default_rng(1))
    assert failed.value.message.complete


def test_only_modules_are_taken(student: Any) -> None:
    """A number, nothing at all and an object that is no module fail with what they are."""
    for wrong in (3, None, student):
        with pytest.raises(CheckFailed, match=r"torch\.nn\.Module"):
            require_module(wrong)


def test_parameters_are_counted(student: Any) -> None:
    """Biases of convolutions do not count; what cannot be built without memory is built with."""
    assert parameter_count(student.Net) == parameter_count(student.Net, True) == 2 * 3 * 9 + 6
    assert parameter_count(student.Picky) == 2 * 3 + 3
    with pytest.raises(CheckFailed):
        parameter_count(student.number)


def test_a_layer_is_expected(student: Any, x: Any) -> None:
    """A layer has the expected shape, has another, or is not there."""
    layers = layers_of(student.Net(), x)
    expect_layer(layers, "Conv2d (3, 2, 3, 3)", "gives", (2, 3, 3, 2))
    with pytest.raises(CheckFailed, match=r"gives \(2, 3, 3, 2\), expected \(2, 3, 5, 4\)"):
        expect_layer(layers, "Conv2d (3, 2, 3, 3)", "gives", (2, 3, 5, 4))
    with pytest.raises(CheckFailed, match=r"Missing: Linear \(1, 1\)"):
        expect_layer(layers, "Linear (1, 1)", "gives", (1, 1))


def test_a_forged_description_is_a_violation(student: Any, x: Any) -> None:
    """What is no description does not become the grader's fault."""
    with pytest.raises(ProtocolViolation):
        layers_of(student.lie(), x)


def test_one_right_answer_of_several_is_enough() -> None:
    """`pass_any` passes with one and fails with the first failure."""
    failures = [CheckFailed(Text.same("first")), CheckFailed(Text.same("second"))]

    def fail(number: int) -> None:
        raise failures[number]

    pass_any(lambda: fail(0), lambda: None)
    with pytest.raises(CheckFailed, match="first"):
        pass_any(lambda: fail(0), lambda: fail(1))


def test_a_reference_without_the_numbers_that_are_drawn(student: Any, x: Any) -> None:
    """Its batch norms are as they begin, and the rest is what both sides get."""
    state = torch.get_rng_state()
    reference = undrawn(Reference)
    assert torch.equal(torch.get_rng_state(), state)
    norm = reference.body[1]
    assert (norm.weight.tolist(), norm.running_mean.tolist()) == ([1.0] * 3, [0.0] * 3)
    got, expected = Pair(student.Net(), reference, x, default_rng(1)).run()
    assert torch.allclose(got.output, expected.output)
