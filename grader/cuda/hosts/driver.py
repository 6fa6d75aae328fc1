"""Launches kernels on a GPU through the CUDA driver. Runs in a process of its own, killed after.

The only stranger's code here is the kernel's, and it runs on the GPU: no line of this process is a
student's. Imports nothing of ours, as the other hosts. Source of the calls: CUDA Driver API.
"""

from __future__ import annotations

import ctypes
import re
from typing import Any

import numpy as np

_LIBRARY = "libcuda.so.1"
_MANAGEMENT = "libnvidia-ml.so.1"
_THREADS = 256  # of a block of the activation
_SM_CLOCK = 1  # NVML_CLOCK_SM, nvml.h
_PARAMETERS = 15  # of conv2d; Triton adds scratch memory, which these kernels do not use
# y = max(y, 0.1 y), as between the calls of a chain on a processor
_ACTIVATION = """
.version 6.4
.target sm_70
.address_size 64
.visible .entry activate(.param .u64 y, .param .u32 n)
{
    .reg .pred %p;
    .reg .b32 %i<4>;
    .reg .f32 %v<3>;
    .reg .b64 %a<3>;
    ld.param.u64 %a0, [y];
    ld.param.u32 %i0, [n];
    mov.u32 %i1, %ctaid.x;
    mov.u32 %i2, %ntid.x;
    mov.u32 %i3, %tid.x;
    mad.lo.s32 %i1, %i1, %i2, %i3;
    setp.ge.u32 %p, %i1, %i0;
    @%p bra done;
    cvta.to.global.u64 %a0, %a0;
    mul.wide.u32 %a1, %i1, 4;
    add.s64 %a0, %a0, %a1;
    ld.global.f32 %v0, [%a0];
    mul.f32 %v1, %v0, 0f3DCCCCCD;
    max.f32 %v2, %v0, %v1;
    st.global.f32 [%a0], %v2;
done:
    ret;
}
"""


class DriverError(Exception):
    """A call of the driver failed."""


class Driver:
    """One context on the first GPU; `cuda` is the driver's library."""

    def __init__(self, cuda: Any) -> None:
        self._cuda = cuda
        self._context = ctypes.c_void_p()
        self._functions: dict[str, ctypes.c_void_p] = {}
        device = ctypes.c_int()
        self._call("cuDeviceGet", ctypes.byref(device), 0)
        self._call("cuCtxCreate_v2", ctypes.byref(self._context), 0, device)

    def load(self, name: str, ptx: str) -> None:
        """Have the driver turn PTX into code for this GPU."""
        module, function = ctypes.c_void_p(), ctypes.c_void_p()
        self._call("cuModuleLoadData", ctypes.byref(module), ptx.encode() + b"\0")
        self._call("cuModuleGetFunction", ctypes.byref(function), module, name.encode())
        self._functions[name] = function

    def put(self, array: Any) -> ctypes.c_void_p:
        """A copy on the GPU."""
        there = self.room(array.nbytes)
        self._call(
            "cuMemcpyHtoD_v2", there, array.ctypes.data_as(ctypes.c_void_p), _size(array.nbytes)
        )
        return there

    def room(self, size_bytes: int) -> ctypes.c_void_p:
        """Memory on the GPU; it goes with the process."""
        there = ctypes.c_void_p()
        self._call("cuMemAlloc_v2", ctypes.byref(there), _size(size_bytes))
        return there

    def fetch(self, there: ctypes.c_void_p, shape: tuple[int, ...]) -> Any:
        """Wait for all that was launched, then copy back: this is the synchronisation."""
        array = np.empty(shape, np.float32)
        self._call(
            "cuMemcpyDtoH_v2", array.ctypes.data_as(ctypes.c_void_p), there, _size(array.nbytes)
        )
        return array

    def launch(
        self,
        name: str,
        grid: tuple[int, ...],
        block: tuple[int, ...],
        shared_bytes: int,
        arguments: list[Any],
    ) -> None:
        """Start a kernel; returns before it ends."""
        pointers = (ctypes.c_void_p * len(arguments))(
            *(ctypes.cast(ctypes.byref(argument), ctypes.c_void_p) for argument in arguments)
        )
        sizes = (*grid, *block, shared_bytes)
        self._call("cuLaunchKernel", self._functions[name], *sizes, None, pointers, None)

    def _call(self, name: str, *arguments: Any) -> None:
        code = getattr(self._cuda, name)(*arguments)
        if code:
            raise DriverError(f"{name} returned {code}")


_driver: Driver | None = None
_kernel: dict[str, Any] = {}


def visible() -> int:
    """How many GPUs there are; 0 without a driver."""
    cuda = _library(_LIBRARY)
    if cuda is None or cuda.cuInit(0):
        return 0
    count = ctypes.c_int()
    return 0 if cuda.cuDeviceGetCount(ctypes.byref(count)) else count.value


def prepare(image: dict[str, Any]) -> None:
    """Load one kernel: "ptx", "name", "block" and "shared_bytes"."""
    global _driver  # noqa: PLW0603 - a process has one context
    if not visible():
        raise DriverError("no GPU is visible")
    _driver = Driver(_library(_LIBRARY))
    _driver.load(image["name"], image["ptx"])
    _driver.load("activate", _ACTIVATION)
    entry = re.search(rf"\.entry\s+{re.escape(image['name'])}\s*\((.*?)\)", image["ptx"], re.DOTALL)
    extra = entry[1].count(".param") - _PARAMETERS if entry else 0
    _kernel.update(image, scratch=[ctypes.c_void_p() for _ in range(extra)])


def run(arrays: list[Any], numbers: tuple[int, ...], grid: tuple[int, int, int], times: int) -> Any:
    """A chain of `times` calls: what one returns, activated, is the next one's x."""
    if _driver is None:
        raise DriverError("prepare comes first")
    N, _, _, _, filters, _, _, out_h, out_w = numbers[:9]
    shape = (N, filters, out_h, out_w)
    y = np.full(shape, np.nan, np.float32)
    here, w, b = (_driver.put(array) for array in arrays)
    there, count = _driver.put(y), ctypes.c_uint(y.size)
    whole = [ctypes.c_int(number) for number in numbers]
    for call in range(times):
        if call:
            here, there = there, here
            blocks = (-(-y.size // _THREADS), 1, 1)
            _driver.launch("activate", blocks, (_THREADS, 1, 1), 0, [here, count])
        arguments = [here, w, b, there, *whole, *_kernel["scratch"]]
        _driver.launch(_kernel["name"], grid, _kernel["block"], _kernel["shared_bytes"], arguments)
    return _driver.fetch(there, shape)


def state() -> dict[str, Any]:
    """The GPU's clock and why it is held back, as its management library says; or nothing."""
    nvml = _library(_MANAGEMENT)
    if nvml is None or nvml.nvmlInit_v2():
        return {}
    device, clock, reasons = ctypes.c_void_p(), ctypes.c_uint(), ctypes.c_ulonglong()
    if nvml.nvmlDeviceGetHandleByIndex_v2(0, ctypes.byref(device)):
        return {}
    nvml.nvmlDeviceGetClockInfo(device, _SM_CLOCK, ctypes.byref(clock))
    nvml.nvmlDeviceGetCurrentClocksThrottleReasons(device, ctypes.byref(reasons))
    return {"sm_mhz": clock.value, "reasons": reasons.value}


def _library(name: str) -> Any:
    try:
        return ctypes.CDLL(name)
    except OSError:
        return None


def _size(value: int) -> ctypes.c_size_t:
    return ctypes.c_size_t(value)
