"""Kernels under a clock, with a GPU that is none behind the seam."""

from __future__ import annotations

import numpy as np
import pytest

from grader.cuda import device as module
from grader.cuda.compiling import Compiled
from grader.cuda.device import Clocks, CudaDevice
from grader.cuda.image import Image
from grader.errors import LimitExceeded
from grader.limits import Limits
from grader.text import Text
from grader.timing.device import Chain, Program, TooSlow

COMPILED = Compiled(Image("ptx", "conv2d", (8, 1, 1), 0), (1, 1, 1))
PROGRAM = Program("cuda_conv", "conv2d", {"cuda_conv": "source"})


class FakeGpu:
    """Notes what it is asked; each process runs what numpy computes."""

    def __init__(self) -> None:
        self.alive, self.most, self.seen, self.limits, self.late = 0, 0, [], [], False
        self.here, self.clock = True, Clocks(1500, held_back=False)

    def visible(self) -> bool:
        return self.here

    def start(self, kernel: Compiled) -> FakeGpu:
        assert kernel is COMPILED
        self.alive += 1
        self.most = max(self.most, self.alive)
        return self

    def run(self, arrays, shape, times, limit_s):
        self.seen.append(arrays[0])
        self.limits.append(limit_s)
        if self.late and len(self.seen) % 2 == 0:
            raise LimitExceeded("wall", Text.same("late"))
        return arrays[0] * times

    def clocks(self) -> Clocks | None:
        return self.clock

    def close(self) -> None:
        self.alive -= 1


@pytest.fixture
def gpu(monkeypatch) -> FakeGpu:
    monkeypatch.setattr(module, "compiled", lambda *_: COMPILED)
    return FakeGpu()


def device_of(gpu: FakeGpu) -> CudaDevice:
    return CudaDevice(None, Limits(), "cuda_conv", gpu)


def inputs() -> Chain:
    ones = np.ones((1, 2, 3, 3), "f4")
    return Chain((ones, np.ones((2, 2, 1, 1), "f4"), np.ones(2, "f4"), 1, 0), 4)


def test_one_process_is_alive_at_a_time(gpu):
    """Student and reference in turn; each process ends with its chain."""
    device = device_of(gpu)
    arms = device.start(PROGRAM), device.start(PROGRAM)
    for arm in (*arms, *reversed(arms)):
        arm.run(inputs(), 1.0)
        assert gpu.alive == 0
    assert gpu.most == 1
    for arm in arms:
        arm.close()


def test_the_output_and_the_wall_clock_make_a_lap(gpu):
    """On a device nothing else is charged."""
    lap = device_of(gpu).start(PROGRAM).run(inputs(), 1.0)
    assert np.array_equal(lap.output, inputs().arguments[0] * 4)
    assert lap.charged_s == lap.wall_s > 0


def test_a_warm_up_knows_nothing_of_the_inputs(gpu):
    """Other numbers of the same shape, in every process, with time to spare."""
    arm = device_of(gpu).start(PROGRAM)
    arm.run(inputs(), 1.0)
    arm.run(inputs(), 1.0)
    first, timed, second, _ = gpu.seen
    assert first.shape == timed.shape
    assert not np.intersect1d(first, timed).size
    assert not np.intersect1d(first, second).size
    assert gpu.limits == [11.0, 1.0] * 2


def test_a_chain_that_takes_too_long_is_ended(gpu):
    """And its process with it."""
    gpu.late = True
    with pytest.raises(TooSlow):
        device_of(gpu).start(PROGRAM).run(inputs(), 1.0)
    assert gpu.alive == 0


def test_without_a_gpu_one_sentence_says_so(gpu):
    """And no point is lost."""
    assert device_of(gpu).unavailable() is None
    gpu.here = False
    assert "no CUDA device is visible" in device_of(gpu).unavailable().en


def test_clocks_are_recorded(gpu):
    """In the device's name, which stands in the record; where there are none it is plain."""
    device = device_of(gpu)
    assert device.name == "cuda"
    arm = device.start(PROGRAM)
    for clock in (None, Clocks(1500, held_back=False), Clocks(900, held_back=True)):
        gpu.clock = clock
        arm.run(inputs(), 1.0)
    assert device.name == "cuda, 900-1500 MHz, 1 of 2 chains held back"


def test_no_roof_is_claimed(gpu):
    """Nobody has measured one on a GPU."""
    assert device_of(gpu).roof() is None
