"""The engine that learns which inputs reach new branches: atheris, where it is installed.

Where it is not (there are wheels for Linux on x86-64 alone), the blind one runs, and says so.
"""

from __future__ import annotations

import os
import random
import sys
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

from tests.fuzz.engine import Budget, Report, Target, execute

_MOST_BYTES = 2048  # of an input that is made
_ENDLESS_S = 20  # libFuzzer gives up, and leaves the input in the folder
_OURS = 0.75  # share of inputs that our own makers damage; the others are libFuzzer's


def is_installed() -> bool:
    """Can inputs be guided here?"""
    return find_spec("atheris") is not None


def instrumented() -> AbstractContextManager[object]:
    """What of the grader is imported meanwhile counts its branches."""
    import atheris

    return atheris.instrument_imports(include=["grader"])


def fuzz(
    target: Target, budget: Budget, seed: int, folder: Path, done: Callable[[Report], int]
) -> NoReturn:
    """Fuzz from the inputs in `folder`, which receives those that reach new branches.

    The process ends with what `done` answers: libFuzzer returns to nobody.
    """
    import atheris

    rng, report = random.Random(seed), Report()
    end_s = time.monotonic() + budget.seconds

    def one(data: bytes) -> None:
        execute(target, data, report)
        if report.executions >= budget.executions or time.monotonic() >= end_s:
            code = done(report)
            sys.stdout.flush()
            os._exit(code)

    def mutated(data: bytes, most: int, _: int) -> bytes:
        if not data or rng.random() > _OURS:
            return bytes(atheris.Mutate(data, most))
        return rng.choice(target.makers)(rng, (data, *target.corpus))[:most]

    flags = [f"-seed={seed}", f"-max_len={_MOST_BYTES}", "-len_control=0", "-verbosity=0"]
    flags += [f"-timeout={_ENDLESS_S}", f"-artifact_prefix={folder}/", "-rss_limit_mb=0"]
    argv = [sys.argv[0], *flags, str(folder)]
    atheris.Setup(argv, one, custom_mutator=mutated)
    atheris.Fuzz()
    raise AssertionError("libFuzzer came back")
