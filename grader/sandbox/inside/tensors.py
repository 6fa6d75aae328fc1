"""What a worker does with a `torch.nn.Module`: describe it, fill it with numbers, run it.

Plain data goes in and comes out; what follows from it is for the trusted side to decide. The
trusted side calls the same functions on its reference, so both are treated alike.

A layer goes by its role, not by its attribute's name: by its kind, the shape of its weight and
its place in `forward`. The bias of a convolution has no role, for batch norm takes it away
again; it is held at 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from weakref import WeakKeyDictionary

import torch
from torch import Tensor, nn

_KINDS = (nn.Conv2d, nn.BatchNorm2d, nn.Linear)  # a subclass counts as its base
_MOST_DRAWN = 65_521  # numbers of one tensor; a prime, so that no two filters of it are alike
_roles: WeakKeyDictionary[nn.Module, dict[str, nn.Module]] = WeakKeyDictionary()


@dataclass
class _Use:
    """The first call of a layer; holds the tensors, so that their ids stay theirs."""

    layer: nn.Module
    given: Any
    result: Any
    calls: int = 0


def is_module(value: object) -> bool:
    """Whether there is anything here to describe, fill or run."""
    return isinstance(value, nn.Module)


def build(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
    """Call a constructor so that tensors have shapes and no memory, PyTorch's device "meta"."""
    with torch.device("meta"):
        return function(*args, **kwargs)


def chain(*modules: nn.Module) -> nn.Sequential:
    """Modules one after the other, as one module."""
    return nn.Sequential(*modules)


def shapes(module: nn.Module) -> list[list[Any]]:
    """Of every parameter: the layer's kind, its name in that layer, its shape."""
    return sorted(
        [_kind(layer), name, list(parameter.shape)]
        for layer in module.modules()
        for name, parameter in layer.named_parameters(recurse=False)
    )


def layers(module: nn.Module, x: Tensor) -> dict[str, dict[str, list[int]]]:
    """The innermost modules that hold tensors and that `forward(x)` uses, by role.

    Of each how many `calls` there are, the shapes of what the first one `takes` and `gives`,
    and those of its tensors.
    """
    uses: dict[nn.Module, _Use] = {}
    with torch.no_grad(), _mode(module, training=False), _watched(module, uses):
        module(x)
    named = _named(list(uses.values()))
    _roles[module] = {role: use.layer for role, use in named.items()}
    return {
        role: {"calls": [use.calls], "takes": _shape(use.given), "gives": _shape(use.result)}
        | {name: list(tensor.shape) for name, tensor in _own(use.layer)}
        for role, use in sorted(named.items())
    }


def roles(module: nn.Module) -> Mapping[str, nn.Module]:
    """The layers by role, as `layers` has found them."""
    return _roles[module]


def fill(
    module: nn.Module, dtype: str, numbers: Mapping[str, Mapping[str, Sequence[float]]]
) -> None:
    """Make the module one of `dtype`; draw the tensors in `numbers` evenly from low to high.

    `numbers` maps a role and a tensor's name to (seed, low, high). To be called after `layers`.
    """
    module.to(getattr(torch, dtype))
    with torch.no_grad():
        for role, layer in roles(module).items():
            if isinstance(layer, nn.Conv2d) and layer.bias is not None:
                layer.bias.zero_()
            for name, (seed, low, high) in numbers.get(role, {}).items():
                tensor = getattr(layer, name)
                tensor.copy_(_drawn(tensor.shape, int(seed), low, high))


def _drawn(shape: torch.Size, seed: int, low: float, high: float) -> Tensor:
    """Even random numbers. Large tensors hold the same ones again and again."""
    generator = torch.Generator().manual_seed(seed)
    drawn = torch.empty(min(shape.numel(), _MOST_DRAWN))
    drawn.uniform_(low, high, generator=generator)
    times = -(-shape.numel() // max(drawn.numel(), 1))
    return drawn.repeat(times)[: shape.numel()].view(shape)


def read(module: nn.Module, kind: str, name: str) -> dict[str, Tensor]:
    """The present values of one tensor of each layer of a kind, by role, after `layers`."""
    return {
        role: tensor.detach().clone()
        for role, layer in sorted(roles(module).items())
        for own, tensor in _own(layer)
        if (_kind(layer), own) == (kind, name)
    }


def run(module: nn.Module, x: Tensor, dout: Tensor | None, mode: str) -> dict[str, Any]:
    """forward(x) in `mode` "train" or "eval" and, with `dout`, backward.

    Gives the `output`, `dx` and the `gradients` by role and name; what no gradient reaches has
    one of zeros. Without an output that `dout` fits there are none.
    """
    x = x.detach().clone().requires_grad_(dout is not None)
    module.zero_grad()
    with _mode(module, training=mode == "train"):
        output = module(x)
    if not isinstance(output, Tensor) or dout is None or output.shape != dout.shape:
        plain = output.detach() if isinstance(output, Tensor) else output
        return {"output": plain, "dx": None, "gradients": {}}
    if output.requires_grad:
        output.backward(dout.to(output.dtype))
    return {"output": output.detach(), "dx": _gradient(x), "gradients": _gradients(module)}


def _gradients(module: nn.Module) -> dict[str, dict[str, Tensor]]:
    return {
        role: {name: _gradient(p) for name, p in _own(layer) if isinstance(p, nn.Parameter)}
        for role, layer in sorted(roles(module).items())
    }


def _gradient(tensor: Tensor) -> Tensor:
    return torch.zeros_like(tensor) if tensor.grad is None else tensor.grad


def _named(uses: list[_Use]) -> dict[str, _Use]:
    """Roles of layers, given in the order of their use.

    Of equal convolutions those that share their input come first: where a shortcut and the
    main path fork, either may be computed first. A batch norm is known by what it comes after.
    """
    inputs = [id(use.given) for use in uses]
    single = [use for use in uses if inputs.count(id(use.given)) == 1]
    shared = [use for use in uses if inputs.count(id(use.given)) > 1]
    named: dict[str, _Use] = {}
    origins: dict[int, str] = {}  # id of an output to the role of what gave it
    for use in sorted([*shared, *single], key=lambda use: isinstance(use.layer, nn.BatchNorm2d)):
        role = _with_number(_looks(use, origins), named)
        named[role] = use
        origins[id(use.result)] = role
    return named


def _looks(use: _Use, origins: Mapping[int, str]) -> str:
    weight = getattr(use.layer, "weight", None)
    looks = f"{_kind(use.layer)} {tuple(_shape(weight))}"
    after = origins.get(id(use.given))
    return f"{looks} after {after}" if after and isinstance(use.layer, nn.BatchNorm2d) else looks


def _with_number(looks: str, taken: Mapping[str, Any]) -> str:
    number, role = 1, looks
    while role in taken:
        number += 1
        role = f"{looks} #{number}"
    return role


def _own(layer: nn.Module) -> Iterator[tuple[str, Tensor]]:
    for name, parameter in layer.named_parameters(recurse=False):
        if not (isinstance(layer, nn.Conv2d) and name == "bias"):
            yield name, parameter
    yield from layer.named_buffers(recurse=False)


def _kind(layer: nn.Module) -> str:
    return next((kind.__name__ for kind in _KINDS if isinstance(layer, kind)), type(layer).__name__)


def _shape(value: Any) -> list[int]:
    return list(value.shape) if isinstance(value, Tensor) else []


@contextmanager
def _mode(module: nn.Module, *, training: bool) -> Iterator[None]:
    before = module.training
    module.train(training)
    try:
        yield
    finally:
        module.train(before)


@contextmanager
def _watched(module: nn.Module, uses: dict[nn.Module, _Use]) -> Iterator[None]:
    def note(layer: nn.Module, given: tuple[Any, ...], result: Any) -> None:
        use = uses.setdefault(layer, _Use(layer, given[0] if given else None, result))
        use.calls += 1

    holding = [layer for layer in module.modules() if any(_own(layer))]
    hooks = [layer.register_forward_hook(note) for layer in holding]
    try:
        yield
    finally:
        for hook in hooks:
            hook.remove()
