"""From a submission to what a GPU can run, its author's Python confined on the way."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass

from grader.cuda.hosting import COMPILER, hosted
from grader.cuda.image import Image, cuda_image
from grader.cuda.launch import Three, block_of, constants_of, grid_of, pair_of
from grader.cuda.shape import Shape
from grader.cuda.source import cuda_source, is_triton
from grader.cuda.triton_kernel import require_full_precision, triton_image
from grader.limits import Limits
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox
from grader.timing.device import Program


@dataclass(frozen=True)
class Compiled:
    """A kernel for a GPU, and how many blocks one shape asks for."""

    image: Image
    grid: Three


def compiled(
    workers: Sandbox, limits: Limits, module: str, program: Program, shape: Shape
) -> Compiled:
    """`KernelWrong` or `WorkerError` for what is wrong with it, `Unavailable` without nvcc."""
    text = program.sources[module]
    triton = is_triton(text)
    name, files = module, program.sources
    if triton:
        name, files = COMPILER, hosted(COMPILER, module, files)
    with closing(Client(workers.spawn(limits), Budget(limits))) as client:
        handle = client.load(name, files, program.forbidden).number

        def call(function: str, *arguments: object) -> object:
            return client.request("call", handle, function, arguments)

        grid, rest = pair_of(call("launch", shape.N, shape.FN, shape.out_h, shape.out_w))
        if triton:
            constants = constants_of(rest)
            image = triton_image(lambda *what: call("compile_for", *what), constants)
            require_full_precision(image)
            return Compiled(image, grid_of(grid))
        source = cuda_source(call("source"), f"{module}.py", text)
    return Compiled(cuda_image(source, workers.level, block_of(rest)), grid_of(grid))
