"""Compiles a Triton kernel for a GPU that need not be there. Runs in a worker, beside its author.

Imports nothing of ours: a worker gets this file as the source of a module. Stops at PTX: the step
to machine code starts another program, which no worker may.
"""

from __future__ import annotations

from typing import Any

import submission  # type: ignore[import-not-found] # the student's module
import triton
from triton._C.libtriton import ir
from triton.backends.compiler import GPUTarget
from triton.compiler import ASTSource, make_backend

_ARRAYS = ("x", "w", "b", "y")
_PTX_VERSION = 80  # of the assembly language, not of the GPU

launch = submission.launch


def compile_for(capability: int, constants: dict[str, int]) -> dict[str, Any]:
    """PTX for a compute capability such as 80, and what its launch needs to know."""
    kernel = submission.conv2d
    if type(kernel) is not triton.JITFunction:
        raise TypeError("conv2d is no @triton.jit function")
    types = {name: _type_of(name, constants) for name in kernel.arg_names}
    source = ASTSource(kernel, types, constants)
    backend = make_backend(GPUTarget("cuda", capability, 32))
    options = backend.parse_options({"ptx_version": _PTX_VERSION})
    context = ir.context()
    ir.load_dialects(context)
    backend.load_dialects(context)
    stages: dict[str, Any] = {}
    backend.add_stages(stages, options, source.language)
    codegen, modules = backend.get_codegen_implementation(options), backend.get_module_map()
    made = source.make_ir(backend.target, options, codegen, modules, context)
    metadata = {"target": backend.target, "hash": "", **options.__dict__}
    for name in ("ttir", "ttgir", "llir", "ptx"):
        made = stages[name](made, metadata)
    return {
        "ptx": str(made),
        "name": str(metadata["name"]),
        "shared_bytes": int(metadata["shared"]),
        "threads": 32 * int(metadata["num_warps"]),
    }


def _type_of(name: str, constants: dict[str, int]) -> str:
    if name in constants:
        return "constexpr"
    return "*fp32" if name in _ARRAYS else "i32"
