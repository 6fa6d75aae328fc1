"""A device whose clock is the test's: programs really run, and take what the test says."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from grader.sandbox.inside import chain
from grader.text import Text
from grader.timing.device import Array, Chain, Lap, Program, Roof, TooSlow
from grader.timing.problem import Problem, Work
from grader.timing.protocol import Entrants

RIGHT = "def f(x, w):\n    return x * w"
Cost = Callable[[int], float]  # of a chain, by its number


class FakeArm:
    def __init__(self, device: FakeDevice, program: Program) -> None:
        self._device, self._module = device, program.module
        namespace: dict[str, Any] = {}
        exec(program.sources[program.module], namespace)  # noqa: S102 - a test's own program
        self._function = namespace[program.function]

    def run(self, given: Chain, limit_s: float) -> Lap:
        device = self._device
        number = next(device.numbers[self._module])
        device.order.append((self._module, given.arguments[0].tobytes()))
        if (error := device.errors.get((self._module, number))) is not None:
            raise error
        charged_s = device.cost(self._module, number)
        if charged_s > limit_s:
            raise TooSlow
        arguments = [np.array(argument) for argument in given.arguments]
        output = chain.run(self._function, arguments, given.times)
        return Lap(output, charged_s, device.wall(self._module, charged_s))

    def close(self) -> None:
        self._device.closed.append(self._module)


class FakeDevice:
    """`costs` say what a chain of a module takes; `errors` what happens to it instead."""

    name = "fake"

    def __init__(self, **costs: Cost | float) -> None:
        self._costs = costs
        self.errors: dict[tuple[str, int], Exception] = {}
        self.walls: dict[str, float] = {}  # wall time over charged time
        self.limit: Roof | None = None
        self.numbers = {name: itertools.count() for name in costs}
        self.order: list[tuple[str, bytes]] = []  # module and first argument of every chain
        self.started: list[str] = []
        self.closed: list[str] = []

    def cost(self, module: str, number: int) -> float:
        cost = self._costs[module]
        return cost(number) if callable(cost) else cost

    def wall(self, module: str, charged_s: float) -> float:
        return charged_s * self.walls.get(module, 1.0)

    def unavailable(self) -> Text | None:
        return None

    def start(self, program: Program) -> FakeArm:
        self.started.append(program.module)
        return FakeArm(self, program)

    def roof(self) -> Roof | None:
        return self.limit

    def close(self) -> None:
        self.closed.append("device")


def program(module: str, source: str = RIGHT) -> Program:
    return Program(module, "f", {module: source})


def entrants(student: str = RIGHT, **changes: Any) -> Entrants:
    return Entrants(problem(**changes), program("student", student), program("reference"))


def problem(**changes: Any) -> Problem:
    values = {
        "function": "f",
        "draw": drawn,
        "slim": drawn,
        "work": lambda arguments: Work(flops=1.0, bytes=1.0),
        "times": 4,
        "bands": (2.0,),
    }
    return Problem(**values | changes)


def drawn(rng: np.random.Generator) -> tuple[Array, Array]:
    x = rng.standard_normal((3, 4), dtype=np.float32)
    return x, np.full_like(x, 1.5)


def noise(level: float, seed: int, center: float = 1.0) -> Cost:
    """A clock that is off by a factor of about `1 + level`, sometimes far more."""
    rng = np.random.default_rng(seed)

    def cost(_: int) -> float:
        outlier = 5.0 if rng.random() < 0.05 else 1.0
        return float(center * outlier * np.exp(level * rng.standard_normal()))

    return cost


@pytest.fixture
def seeds(monkeypatch: pytest.MonkeyPatch) -> None:
    """The protocol's own entropy, the same in every run: inputs and the order of chains."""
    numbers = itertools.count(1)
    monkeypatch.setattr("secrets.randbits", lambda _: next(numbers))
