"""Every line that drives a GPU, on a driver made of host memory: no GPU is in any test."""

from __future__ import annotations

import ctypes

import numpy as np
import pytest

from grader.cuda.hosts import driver
from grader.sandbox.inside import chain

IMAGE = {"ptx": ".entry conv2d(\n.param .u64 a" + ",\n.param .u32 b" * 15 + "\n)", "name": "conv2d",
         "block": (32, 1, 1), "shared_bytes": 0}  # fmt: skip
NUMBERS = (2, 1, 1, 4, 1, 1, 1, 1, 4, 1, 0)


class FakeCuda:
    """Device memory is host memory; a launch happens at once."""

    def __init__(self, devices: int = 1) -> None:
        self.devices, self.launches, self.memory, self.failing = devices, [], [], ""

    def __getattr__(self, name: str):
        if name == self.failing:
            return lambda *_: 700
        return {"cuInit": lambda _: 0}.get(name, lambda *_: 0)

    def cuDeviceGetCount(self, count) -> int:  # noqa: N802 - the driver's name
        count._obj.value = self.devices
        return 0

    def cuModuleGetFunction(self, function, module, name) -> int:  # noqa: N802
        function._obj.value = 1 if name == b"conv2d" else 2
        return 0

    def cuMemAlloc_v2(self, there, size) -> int:  # noqa: N802
        self.memory.append(ctypes.create_string_buffer(size.value))
        there._obj.value = ctypes.addressof(self.memory[-1])
        return 0

    def cuMemcpyHtoD_v2(self, there, here, size) -> int:  # noqa: N802
        ctypes.memmove(there.value, here.value, size.value)
        return 0

    def cuMemcpyDtoH_v2(self, here, there, size) -> int:  # noqa: N802
        ctypes.memmove(here.value, there.value, size.value)
        return 0

    def cuLaunchKernel(self, function, *rest) -> int:  # noqa: N802
        self.launches.append((function.value, rest[:7], len(rest[8])))
        address = [ctypes.cast(p, ctypes.POINTER(ctypes.c_void_p))[0] for p in rest[8][:4]]

        def floats(at, count=8):
            return np.ctypeslib.as_array(ctypes.cast(at, ctypes.POINTER(ctypes.c_float)), (count,))

        if function.value == 1:
            x, w, b, y = address
            floats(y)[:] = floats(x) * floats(w, 1) + floats(b, 1)
        else:
            floats(address[0])[:] = np.maximum(floats(address[0]), 0.1 * floats(address[0]))
        return 0


@pytest.fixture
def cuda(monkeypatch) -> FakeCuda:
    fake = FakeCuda()
    monkeypatch.setattr(driver, "_library", lambda _: fake)
    monkeypatch.setattr(driver, "_driver", None)
    return fake


def arrays() -> list[np.ndarray]:
    x = np.linspace(-1, 1, 8, dtype="f4").reshape(2, 1, 1, 4)
    return [x, np.full((1, 1, 1, 1), -1.5, "f4"), np.full(1, 0.25, "f4")]


@pytest.mark.parametrize("times", [1, 2, 5])
def test_a_chain_is_the_chain_of_a_processor(cuda, times):
    """The same calls, the same activation between them, nothing after the last."""
    x, w, b = arrays()
    driver.prepare(IMAGE)
    got = driver.run([x, w, b], NUMBERS, (1, 1, 1), times)
    expected = chain.run(lambda x: x * w[0, 0, 0, 0] + b[0], [x], times)
    assert np.allclose(got, expected)
    assert [launch[0] for launch in cuda.launches] == [1, 2] * (times - 1) + [1]


def test_scratch_pointers_of_triton_are_passed(cuda):
    """As many arguments as the kernel declares, here one more than conv2d has."""
    driver.prepare(IMAGE)
    driver.run(arrays(), NUMBERS, (3, 2, 1), 1)
    assert cuda.launches == [(1, (3, 2, 1, 32, 1, 1, 0), 16)]


@pytest.mark.parametrize("devices", [0, 2])
def test_gpus_are_counted(monkeypatch, devices):
    """By the driver, which may be there without any."""
    monkeypatch.setattr(driver, "_library", lambda _: FakeCuda(devices))
    assert driver.visible() == devices


def test_without_a_driver_there_is_no_gpu(monkeypatch):
    """Nor anything to ask about clocks; preparing a kernel fails loudly."""
    monkeypatch.setattr(driver, "_library", lambda _: None)
    assert driver.visible() == 0
    assert driver.state() == {}
    with pytest.raises(driver.DriverError, match="no GPU"):
        driver.prepare(IMAGE)


def test_running_comes_after_preparing(cuda):
    """A host that is asked in the wrong order says so."""
    with pytest.raises(driver.DriverError, match="prepare"):
        driver.run(arrays(), NUMBERS, (1, 1, 1), 1)


@pytest.mark.parametrize("name", ["cuDeviceGet", "cuCtxCreate_v2", "cuModuleLoadData"])
def test_a_failing_call_is_named(cuda, name):
    """With the driver's code."""
    cuda.failing = name
    with pytest.raises(driver.DriverError, match=f"{name} returned 700"):
        driver.prepare(IMAGE)


def test_the_clock_and_what_holds_it_back_are_read(cuda):
    """From the management library, where it answers."""
    assert driver.state() == {"sm_mhz": 0, "reasons": 0}
    cuda.failing = "nvmlDeviceGetHandleByIndex_v2"
    assert driver.state() == {}


def test_a_library_that_is_not_there_is_none():
    """As on every machine without a GPU."""
    assert driver._library("libnothing-of-the-kind.so.1") is None
