"""What is slow the first time, done once in the zygote so that no worker pays for it."""

from __future__ import annotations

import importlib
import socket
import sys
from collections.abc import Sequence

import numpy as np

from grader.sandbox import wire
from grader.sandbox.inside.channel import Channel
from grader.sandbox.inside.loader import loaded_under
from grader.sandbox.inside.worker import Worker

_MODULE = "rehearsal_submission"
# Triton settles while it is imported whether it interprets kernels or compiles them.
_AFTER_THE_FORK = ("triton",)
_SOURCE = """
from __future__ import annotations
import numpy as np

class Layer:
    def __init__(self, W, b):
        self.W, self.b = W, b

    def forward(self, x):
        if x.shape[1] != self.W.shape[1]:
            raise ValueError(f"{x.shape[1]} channels")
        padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
        col = np.zeros((x.size, self.W.size // len(self.W)))
        col[:] = padded[0, 0, 0, 0]
        out = col @ self.W.reshape(len(self.W), -1).T + self.b
        self.winner = out.argmax(axis=1)
        np.add.at(out, (np.arange(len(out)), self.winner), 1.0)
        np.repeat(out, 2, axis=0), np.full((2, 2), -np.inf), np.maximum(out, 0.0)
        return out.reshape(*x.shape, -1).transpose(0, 4, 1, 2, 3).sum(axis=2).max(axis=(2, 3))
"""


def rehearse(modules: Sequence[str]) -> None:
    """Import `modules` and take a made-up submission through everything a worker does."""
    for name in modules:
        if name not in _AFTER_THE_FORK:
            importlib.import_module(name)
    finders = list(sys.meta_path)
    connection, other = socket.socketpair()  # nothing is sent
    worker = Worker(Channel(connection))
    rules = {"sources": {_MODULE: _SOURCE}, "forbidden": [], "substitutes": {}}
    module = worker._keep(worker._do_load(None, _MODULE, (), rules))
    worker._begin(0)
    rng = np.random.default_rng(0)
    W, x = rng.normal(size=(2, 3, 2, 2)), rng.normal(size=(2, 3, 4, 4))
    layer = worker._keep(worker._do_call(module.number, "Layer", (W, np.ones(2)), {}))
    y = worker._do_call(layer.number, "forward", (x,), {})
    request = [1, 0, "call", layer.number, "forward", (x, 1, 2.0, "text", None), {"pad": True}]
    for message in (request, [1, "value", y, ""]):
        wire.decode(b"".join(wire.encode(message))[4:])
    try:
        worker._do_call(layer.number, "forward", (np.ones((1, 1, 2, 2)),), {})
    except ValueError as error:
        worker._describe(error)
    if "torch" in modules:
        _rehearse_torch()
    connection.close()
    other.close()
    sys.meta_path[:] = finders
    del sys.modules[_MODULE]
    loaded_under.cache_clear()
    loaded_under()


def _rehearse_torch() -> None:
    import torch

    from grader.sandbox.inside import tensors

    torch.set_num_threads(1)  # a pool started here would hang in the workers
    torch.set_num_interop_threads(1)
    layers = torch.nn.Sequential(torch.nn.Conv2d(2, 2, 3), torch.nn.BatchNorm2d(2))
    x = torch.randn(1, 2, 8, 8, requires_grad=True)
    tensors.layers(layers, x)
    tensors.fill(layers, "float64", {"Conv2d (2, 2, 3, 3)": {"weight": (0, -1.0, 1.0)}})
    x = x.double()
    for mode in ("train", "eval"):
        tensors.run(layers, x, layers(x), mode)
    tensors.build(torch.nn.Linear, 2, 2)
    wire.decode(b"".join(wire.encode([x, layers[0].weight]))[4:])
