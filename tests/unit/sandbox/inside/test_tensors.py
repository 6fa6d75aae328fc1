"""Modules are described, filled and run by the roles of their layers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

torch = pytest.importorskip("torch")
nn = torch.nn

from grader.sandbox.inside import tensors  # noqa: E402 - it imports torch


class Fork(nn.Module):  # type: ignore[misc]
    """Two convolutions that look alike, of which one is a shortcut, computed first or last."""

    def __init__(self, *, shortcut_first: bool, bias: bool = False) -> None:
        super().__init__()
        self.main = nn.Conv2d(2, 2, 1, bias=False)
        self.norm = nn.BatchNorm2d(2)
        self.last = nn.Conv2d(2, 4, 1, bias=bias)
        self.side = nn.Conv2d(2, 4, 1, bias=bias)
        self.unused = nn.Linear(3, 3)
        self.shortcut_first = shortcut_first

    def forward(self, x: Any) -> Any:
        if self.shortcut_first:
            side = self.side(x)
            return self.last(self.norm(self.main(x)).relu()) * 2 + side
        return self.last(self.norm(self.main(x)).relu()) * 2 + self.side(x)


class Norms(nn.Module):  # type: ignore[misc]
    """One batch norm after two convolutions."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = nn.Conv2d(2, 2, 1), nn.Conv2d(2, 2, 3, padding=1)
        self.norm = nn.BatchNorm2d(2)

    def forward(self, x: Any) -> Any:
        return self.norm(self.second(self.norm(self.first(x))))


@pytest.fixture
def x() -> Any:
    return torch.linspace(-1.0, 1.0, 24).reshape(2, 2, 2, 3)


def test_layers_tell_what_forward_uses(x: Any) -> None:
    """Each used layer has a role, calls and shapes; an unused one has none."""
    layers = tensors.layers(Norms(), x)
    assert set(layers) == {
        "Conv2d (2, 2, 1, 1)",
        "Conv2d (2, 2, 3, 3)",
        "BatchNorm2d (2,) after Conv2d (2, 2, 1, 1)",
    }
    norm = layers["BatchNorm2d (2,) after Conv2d (2, 2, 1, 1)"]
    assert (norm["calls"], norm["takes"], norm["weight"]) == ([2], [2, 2, 2, 3], [2])
    assert not any(
        role.startswith("Linear") for role in tensors.layers(Fork(shortcut_first=True), x)
    )


def test_a_description_changes_nothing(x: Any) -> None:
    """Neither running statistics nor the mode nor hooks are left changed by `layers`."""
    module = Norms().train()
    before = module.norm.running_mean.clone()
    tensors.layers(module, x)
    assert module.training
    assert torch.equal(module.norm.running_mean, before)
    assert not any(m._forward_hooks for m in module.modules())


def test_roles_do_not_depend_on_which_way_is_computed_first(x: Any) -> None:
    """The same numbers give the same output, in whatever order a fork's ways are computed."""
    outputs = []
    for first in (True, False):
        module = Fork(shortcut_first=first)
        numbers: dict[str, Any] = {
            role: {"weight": (number, -1.0, 1.0)}
            for number, role in enumerate(sorted(tensors.layers(module, x)))
        }
        tensors.fill(module, "float64", numbers)
        outputs.append(tensors.run(module, x.double(), None, "eval")["output"])
    assert torch.equal(*outputs)


def test_large_tensors_hold_numbers_again_and_again(x: Any) -> None:
    """Drawing takes longest; no two filters are alike all the same."""
    module = nn.Sequential(nn.Linear(3, 40_000, bias=False))
    tensors.layers(module, x)
    tensors.fill(module, "float32", {"Linear (40000, 3)": {"weight": (7, -0.5, 0.5)}})
    weight = module[0].weight.detach()
    assert len(weight.unique(dim=0)) == 40_000
    assert weight.unique().numel() < 70_000
    assert -0.5 <= weight.min() < -0.49
    assert 0.49 < weight.max() <= 0.5


def test_the_bias_of_a_convolution_is_held_at_zero(x: Any) -> None:
    """A redundant bias is no part of the description and becomes 0."""
    module = Fork(shortcut_first=True, bias=True)
    layers = tensors.layers(module, x)
    tensors.fill(module, "float32", {})
    assert all("bias" not in tensors_ for role, tensors_ in layers.items() if "Conv2d" in role[:6])
    assert not module.side.bias.any()


def test_run_gives_output_and_gradients(x: Any) -> None:
    """The gradients are autograd's, and zeros where none arrives."""
    module = nn.Sequential(nn.Linear(3, 3, bias=False))
    tensors.layers(module, x)
    dout = torch.ones_like(x)
    result = tensors.run(module, x, dout, "train")
    weight = module[0].weight
    assert torch.allclose(result["dx"], dout @ weight)
    assert torch.allclose(result["gradients"]["Linear (3, 3)"]["weight"], weight.grad)
    detached = nn.Sequential(nn.Flatten(0))
    assert tensors.layers(detached, x) == {}
    assert tensors.run(detached, x, torch.ones(24), "eval")["dx"].sum() == 24


@pytest.mark.parametrize("answer", [lambda _: None, lambda x: x[:1], lambda _: "text"])
def test_run_survives_odd_answers(x: Any, answer: Callable[[Any], Any]) -> None:
    """What is no tensor of the right shape comes back without gradients."""

    class Odd(nn.Module):  # type: ignore[misc]
        def forward(self, x: Any) -> Any:
            return answer(x)

    module = Odd()
    tensors.layers(module, x)
    result = tensors.run(module, x, torch.ones_like(x), "eval")
    assert result["dx"] is None
    assert result["gradients"] == {}


def test_modules_are_built_without_memory() -> None:
    """`build` gives shapes only, so that a large net can be counted at once."""
    module = tensors.build(nn.Linear, 100_000, 100_000)
    assert module.weight.is_meta
    assert tensors.shapes(module) == [
        ["Linear", "bias", [100_000]],
        ["Linear", "weight", [100_000, 100_000]],
    ]


def test_read_gives_one_tensor_of_each_layer_of_a_kind(x: Any) -> None:
    """Copies by role, of no other kind."""
    module = Norms()
    tensors.layers(module, x)
    read = tensors.read(module, "BatchNorm2d", "weight")
    assert list(read) == ["BatchNorm2d (2,) after Conv2d (2, 2, 1, 1)"]
    module.norm.weight.data.zero_()
    assert all(bool((tensor == 1).all()) for tensor in read.values())
