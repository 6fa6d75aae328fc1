"""Real processes with the driver's host in them, on a machine that need have no GPU."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from grader.cuda.compiling import Compiled
from grader.cuda.gpu import DriverGpu, DriverProcess
from grader.cuda.image import Image
from grader.cuda.shape import Shape
from grader.errors import GraderFault

COMPILED = Compiled(Image("no ptx", "conv2d", (8, 1, 1), 0), (1, 1, 1))
SHAPE = Shape(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0)


@pytest.fixture
def gpu() -> Iterator[DriverGpu]:
    gpu = DriverGpu()
    yield gpu
    gpu.close()


def test_what_fails_on_the_gpu_is_our_fault(gpu):
    """A kernel that is no PTX, or a machine without a GPU: no student's line runs there."""
    with pytest.raises(GraderFault, match="CUDA driver failed"):
        gpu.start(COMPILED)


def test_a_process_answers_without_a_gpu(gpu):
    """Whether there is one, what its clock is, and that nothing is prepared."""
    seen = gpu.visible()
    process = gpu._process()
    try:
        assert process.visible() is seen
        if not seen:
            assert process.clocks() is None
        with pytest.raises(GraderFault, match="prepare"):
            process.run([np.ones((1, 1, 1, 1), "f4")] * 3, SHAPE, 1, 5.0)
    finally:
        process.close()


def test_throttling_is_told_from_idling():
    """Power and heat hold a GPU back; that it has nothing to do is no reason."""
    process = object.__new__(DriverProcess)
    for reasons, held_back in ((0, False), (1, False), (0x8, True), (0x40, True)):
        process._ask = lambda _, reasons=reasons: {"sm_mhz": 1200, "reasons": reasons}
        assert process.clocks().held_back is held_back
