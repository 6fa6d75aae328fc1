"""A Triton kernel in Triton's interpreter, where every access is watched."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from grader.cuda.fault import KernelWrong
from grader.cuda.image import CAPABILITY, Image
from grader.cuda.launch import constants_of, grid_of, pair_of, require_few
from grader.cuda.noticed import explained, read_result
from grader.cuda.shape import Array, Shape, float32
from grader.cuda.source import KernelSource
from grader.errors import ProtocolViolation
from grader.text import say

Call = Callable[..., Any]  # of the host's function of this name, in the worker

_TOOL: Final = "Triton"
_WARP: Final = 32
_MOST_WARPS: Final = 32
_ONE: Final = (1, 1, 1)


class TritonKernel:
    """Called like the convolution that it computes."""

    def __init__(self, source: KernelSource, launch: Call, run: Call, compile_for: Call) -> None:
        """`launch` is the student's, `run` the interpreter's, `compile_for` the compiler's."""
        self._source = source
        self._launch, self._run, self._compile_for = launch, run, compile_for

    def __call__(self, x: Any, w: Any, b: Any, stride: int = 1, pad: int = 0) -> Array:
        """Gives y (N, FN, out_h, out_w); `KernelWrong` with what was noticed."""
        arrays = [float32(x), float32(w), float32(b)]
        shape = Shape.of(arrays[0], arrays[1], stride, pad)
        grid, constants = pair_of(self._launch(shape.N, shape.FN, shape.out_h, shape.out_w))
        blocks, chosen = grid_of(grid), constants_of(constants)
        require_few(blocks, _ONE)
        answer = self._run(blocks, chosen, tuple(shape), arrays, shape.output)
        y, noticed = read_result(answer, shape.output)
        if noticed:
            raise explained(noticed, self._source, _TOOL, lambda _: 0)
        return y

    def compile(self) -> None:
        """For a real GPU, to PTX; whoever multiplies with fewer bits than float32 is told."""
        _, constants = pair_of(self._launch(1, 1, 8, 8))
        require_full_precision(triton_image(self._compile_for, constants_of(constants)))

    def close(self) -> None:
        """Its workers belong to the bench."""


def triton_image(compile_for: Call, constants: dict[str, int]) -> Image:
    """What the compiler's host returned, taken over."""
    match compile_for(CAPABILITY, constants):
        case {"ptx": str() as ptx, "name": str() as name, "shared_bytes": int() as shared,
              "threads": int() as threads} if 0 < threads <= _WARP * _MOST_WARPS:  # fmt: skip
            return Image(ptx, name, (threads, 1, 1), shared)
    raise ProtocolViolation("compiled code that is none")


def require_full_precision(image: Image) -> None:
    """`KernelWrong` where the GPU would round what it multiplies; the interpreter does not."""
    if ".tf32" in image.ptx:
        raise KernelWrong(
            say(
                "On a GPU tl.dot would round to TF32, ten bits after the point, which the "
                'interpreter does not show. Write tl.dot(..., input_precision="ieee").'
            )
        )
