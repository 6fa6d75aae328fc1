"""A student's `torch.nn.Module` beside the reference, with the same numbers in the same places.

Only checks whose exercise runs on torch import this. Layers are matched by the role they play
in `forward`, whatever their attributes are called. What the worker says of its layers is not
believed: what counts are outputs and gradients for numbers that are drawn afresh.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
import torch
from numpy.random import Generator

from grader.checks.compare import CheckFailed, shown_shape, wrong_kind
from grader.checks.proxy import Remote, operate
from grader.errors import ProtocolViolation, StudentRaised
from grader.sandbox.inside import tensors
from grader.text import Text, say

Layers = dict[str, dict[str, list[int]]]

_SEEDS = 2**31
_NAMED = 3  # layers that a message names
_NAMES_KEPT = 200  # characters of the unexpected ones, which the worker named
_RANGES = {  # of a batch norm's tensors, low and high
    "weight": (0.5, 1.5),
    "bias": (-0.5, 0.5),
    "running_mean": (-0.5, 0.5),
    "running_var": (0.5, 1.5),
}

torch.set_num_threads(1)  # for arrays this small more threads cost more than they save


@dataclass(frozen=True)
class Pass:
    """What came of one forward and backward; None where there was nothing."""

    output: Any
    dx: Any = None
    gradients: Mapping[str, Any] = field(default_factory=dict)  # by role and parameter


class Pair:
    """Two modules of the same layers: `student` in the worker, `reference` here."""

    def __init__(
        self,
        student: Any,
        reference: Any,
        x: Any,
        rng: Generator | None,
        *,
        zero: Sequence[str] = (),
        dtype: str = "float64",
    ) -> None:
        """Both go through `x` once; with `rng` they get the same fresh numbers.

        `zero` names layers of the reference whose weight and bias become 0. `CheckFailed` if
        the student's forward uses other layers than the reference's.
        """
        self.student, self.reference = require_module(student), reference
        self.x = x.to(getattr(torch, dtype))
        expected: Layers = tensors.layers(reference, x.float())
        _require_same(layers_of(student, x), expected)
        if rng is not None:
            self._fill(expected, rng, zero, dtype)

    def _fill(self, layers: Layers, rng: Generator, zero: Sequence[str], dtype: str) -> None:
        zeroed = {id(self.reference.get_submodule(name)) for name in zero}
        roles = tensors.roles(self.reference)
        silent = {role for role, layer in roles.items() if id(layer) in zeroed}
        numbers = {
            role: _numbers(role, shapes, rng, silent=role in silent)
            for role, shapes in layers.items()
        }
        operate("fill", self.student, dtype, numbers)
        tensors.fill(self.reference, dtype, numbers)

    def run(self, dout: Any = None, *, mode: str = "eval") -> tuple[Pass, Pass]:
        """The student's pass and the reference's: x forward and, if it is there, dout back."""
        got = operate("run", self.student, self.x, dout, mode)
        return _pass(got), _pass(tensors.run(self.reference, self.x, dout, mode))

    def read(self, kind: str, name: str) -> Iterator[tuple[Any, Any]]:
        """One tensor of each layer of a kind: the student's and the reference's."""
        got = operate("read", self.student, kind, name)
        for role, expected in tensors.read(self.reference, kind, name).items():
            yield _item(got, role), expected


def undrawn(make: Callable[..., Any], *args: Any) -> Any:
    """A reference as it begins, but without the numbers that are drawn: those take longest.

    It is for checks that fill it, or ask for sizes and batch norms only.
    """
    with torch.device("meta"):
        module = make(*args)
    module.to_empty(device="cpu")
    for layer in module.modules():
        if isinstance(layer, torch.nn.BatchNorm2d):
            layer.reset_parameters()
    return module


def require_module(value: Any) -> Remote:
    """`value`, if it is a module in the worker; else `CheckFailed`."""
    if isinstance(value, Remote) and operate("is_module", value) is True:
        return value
    raise wrong_kind(value, "torch.nn.Module", None)


def layers_of(student: Any, x: Any) -> Layers:
    """The layers that a student's forward(x) uses, by role, with their shapes."""
    layers: Layers = _plain(operate("layers", require_module(student), x.float()), Layers)
    return layers


def parameter_count(function: Any, *args: Any, **kwargs: Any) -> int:
    """Parameters of the module that a student's function returns.

    Biases of convolutions are left out: before a batch norm they are accepted and useless.
    """
    try:
        module = operate("build", function, *args, **kwargs)
    except StudentRaised:  # what needs numbers while it is built cannot be built without memory
        module = function(*args, **kwargs)
    found = _plain(operate("shapes", require_module(module)), list[tuple[str, str, list[int]]])
    return sum(
        math.prod(shape) for kind, name, shape in found if (kind, name) != ("Conv2d", "bias")
    )


def expect_layer(layers: Layers, role: str, end: str, shape: tuple[int, ...]) -> None:
    """A layer is there, and what it `end`, "takes" or "gives", has this shape."""
    if role not in layers:
        _require_same(layers, {**layers, role: {}})
    got = tuple(layers[role].get(end, ()))
    if got != shape:
        raise CheckFailed(
            say(
                "{layer} {end} {got}, expected {expected}.",
                layer=role,
                end=say("takes") if end == "takes" else say("gives"),
                got=shown_shape(got),
                expected=shown_shape(shape),
            )
        )


def pass_any(*attempts: Callable[[], None]) -> None:
    """One of several right answers is enough; with none, the first attempt's failure counts."""
    failures: list[CheckFailed] = []
    for attempt in attempts:
        try:
            return attempt()
        except CheckFailed as failure:
            failures.append(failure)
    raise failures[0]


def _require_same(got: Layers, expected: Layers) -> None:
    missing, unexpected = expected.keys() - got.keys(), got.keys() - expected.keys()
    if not missing and not unexpected:
        missing = {role for role in expected if expected[role].keys() - got[role].keys()}
    if missing or unexpected:
        raise CheckFailed(
            say(
                "forward does not use the layers that the statement describes. "
                "Missing: {missing}. Unexpected: {count}.",
                missing=_listed(missing),
                count=len(unexpected),
            ),
            said=", ".join(sorted(unexpected))[:_NAMES_KEPT],
        )


def _listed(roles: set[str]) -> Text | str:
    if not roles:
        return say("nothing")
    return ", ".join(sorted(roles)[:_NAMED]) + (", ..." if len(roles) > _NAMED else "")


def _numbers(
    role: str, shapes: Mapping[str, list[int]], rng: Generator, *, silent: bool
) -> dict[str, list[float]]:
    """Seed, low and high for each tensor of one layer; the outputs keep the inputs' scale."""
    numbers: dict[str, list[float]] = {}
    for name, shape in shapes.items():
        low, high = _RANGES.get(name, (0.0, 0.0))
        if name == "weight" and not role.startswith("BatchNorm"):
            high = math.sqrt(3 / math.prod(shape[1:]))
            low = -high
        if name in _RANGES:
            drawn = int(rng.integers(_SEEDS))
            numbers[name] = (
                [drawn, 0.0, 0.0] if silent and name in ("weight", "bias") else [drawn, low, high]
            )
    return numbers


def _pass(content: Any) -> Pass:
    gradients = _item(content, "gradients")
    flat = {
        f"{role} {name}": tensor
        for role, by_name in (gradients if type(gradients) is dict else {}).items()
        for name, tensor in (by_name if type(by_name) is dict else {}).items()
    }
    return Pass(_item(content, "output"), _item(content, "dx"), flat)


def _item(content: Any, key: str) -> Any:
    return content.get(key) if type(content) is dict else None


def _plain(content: Any, kind: Any) -> Any:
    try:
        return msgspec.convert(content, kind)
    except msgspec.ValidationError as error:
        raise ProtocolViolation(f"a description that is none: {error}") from None
