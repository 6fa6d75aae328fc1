"""Importing a submission from its source text, and nothing of it from anywhere else."""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import importlib.util
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from types import ModuleType


class ForbiddenImport(ImportError):
    """The exercise does not allow this module."""


class SubmissionImporter(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Serves the submission's modules by name, before any other finder.

    `sources` maps module names to source text, `substitutes` names modules that are built
    by a function instead (the trusted reference in the place of a failed exercise).
    """

    def __init__(
        self,
        sources: Mapping[str, str],
        substitutes: Mapping[str, Callable[[ModuleType], None]],
        forbidden: Sequence[str],
    ) -> None:
        self._sources = sources
        self._substitutes = substitutes
        self._forbidden = frozenset(forbidden)

    def find_spec(
        self, fullname: str, path: object = None, target: object = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.partition(".")[0] in self._forbidden:
            raise ForbiddenImport(fullname, name=fullname)
        if fullname in self._sources or fullname in self._substitutes:
            origin = file_name(fullname)
            return importlib.util.spec_from_loader(fullname, self, origin=origin)
        return None

    def exec_module(self, module: ModuleType) -> None:
        name = module.__name__
        if build := self._substitutes.get(name):
            build(module)
            return
        module.__file__ = file_name(name)
        code = compile(self._sources[name], file_name(name), "exec", dont_inherit=True)
        exec(code, module.__dict__)  # noqa: S102 - running student code is what a worker is for

    def get_source(self, fullname: str) -> str | None:
        """For `inspect`, as of any module: what Triton compiles is the source of a function."""
        return self._sources.get(fullname)

    def install(self) -> None:
        """Become the first finder; forbidden modules that are already loaded go out of reach."""
        sys.meta_path.insert(0, self)
        for name in self._forbidden:
            for loaded in loaded_under().get(name, ()):
                sys.modules.pop(loaded, None)


@cache
def loaded_under() -> dict[str, tuple[str, ...]]:
    """The modules of each package; asked before the fork, for a worker would touch every name."""
    packages: dict[str, tuple[str, ...]] = {}
    for name in sys.modules:
        package = name.partition(".")[0]
        packages[package] = (*packages.get(package, ()), name)
    return packages


def file_name(module: str) -> str:
    """The submission's file in which a module was written."""
    return f"{module}.py"
