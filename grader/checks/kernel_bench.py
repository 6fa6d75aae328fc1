"""The bench of an exercise that is a GPU kernel: its module in a worker, its kernel in another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.checks.bench import Bench
from grader.checks.proxy import Remote
from grader.cuda import (
    FibreKernel,
    Kernel,
    KernelSource,
    TritonKernel,
    cuda_source,
    is_triton,
)
from grader.cuda.device import CudaDevice
from grader.cuda.gpu import DriverGpu
from grader.cuda.hosting import COMPILER, INTERPRETER, hosted
from grader.errors import GraderFault
from grader.limits import Limits
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox
from grader.text import say
from grader.timing.device import Device


class KernelBench(Bench):
    """`kernel` is built when the module is first loaded, before any check has said a number."""

    def __init__(
        self,
        workers: Sandbox,
        module: str,
        sources: Mapping[str, str],
        limits: Limits,
        **more: Any,
    ) -> None:
        """As of any bench; the text of the file decides which of the two tracks it takes."""
        self._name, self._submitted, self._sandbox = module, sources, workers
        self._triton = is_triton(sources[module])
        if self._triton:  # the host loads the student's module, and stands for it
            module, sources = INTERPRETER, hosted(INTERPRETER, module, sources)
        super().__init__(workers, module, sources, limits, **more)
        self._kernel: Kernel | None = None

    def load(self) -> Remote:
        module = super().load()
        if self._kernel is None:
            self._kernel = self._built(module)
        return module

    def kernel(self, seed: int) -> Kernel:
        """The student's kernel at the start of a check."""
        self.student(seed)
        if self._kernel is None:
            raise GraderFault(say("Grading was stopped."))
        return self._kernel

    def close(self) -> None:
        super().close()
        if self._kernel is not None:
            self._kernel.close()

    def _built(self, module: Remote) -> Kernel:
        file, text = f"{self._name}.py", self._submitted[self._name]
        if self._triton:
            source = KernelSource(text, file, text)
            return TritonKernel(source, self._launch, self._interpret, self._compile)
        source = cuda_source(module.source(), file, text)
        return FibreKernel(source, self._launch, self._sandbox, self._budget.limits)

    # functions of the worker of the moment: it may have died since the kernel was built

    def _launch(self, *sizes: int) -> Any:
        return self._module_now().launch(*sizes)

    def _interpret(self, *arguments: Any) -> Any:
        return self._module_now().run(*arguments)

    def _module_now(self) -> Remote:
        alive = self._client is not None and self._client.alive
        return self._student if alive and self._student is not None else self.load()

    def _compile(self, *arguments: Any) -> Any:
        """In a worker of its own: a process either interprets Triton's kernels or compiles them."""
        client = Client(self._sandbox.spawn(self._budget.limits), self._budget)
        try:
            sources = hosted(COMPILER, self._name, self._submitted)
            module = client.load(COMPILER, sources, self._forbidden)
            return client.request("call", module.number, "compile_for", arguments)
        finally:
            client.close()

    def _device(self) -> Device:
        return CudaDevice(self._sandbox, self._budget.limits, self._name, DriverGpu())
