"""What a check needs of a kernel, whichever track it takes."""

from __future__ import annotations

from typing import Any, Protocol

from grader.cuda.shape import Array


class Kernel(Protocol):
    """Called like the convolution that it computes: x (N, C, H, W), w (FN, C, FH, FW), b (FN,)."""

    def __call__(self, x: Any, w: Any, b: Any, stride: int = 1, pad: int = 0) -> Array:
        """Gives y (N, FN, out_h, out_w) in float32.

        `KernelWrong` where it did what no kernel may do, a `WorkerError` where it did not end.
        """

    def compile(self) -> None:
        """For a real GPU, without one; `KernelWrong`, or `Unavailable` where nobody can."""

    def close(self) -> None:
        """End what was started for it."""
