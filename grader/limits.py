"""Limits on what student code may spend."""

from __future__ import annotations

import math

import msgspec


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Limits of one exercise; each of its workers is held to them."""

    cpu_per_call_s: float = 2.0  # one call of the student's code
    cpu_per_exercise_s: float = 10.0  # all calls of one exercise together
    wall_per_call_s: float = 20.0  # backstop for code that waits instead of computing
    wall_per_exercise_s: float = 60.0
    memory_mib: int = 1024  # on top of what a worker starts with
    output_kib: int = 64  # kept of what one check prints
    threads: int = 16

    def __post_init__(self) -> None:
        for name in self.__struct_fields__:
            got = getattr(self, name)
            if not 0 < got < math.inf:  # nan is neither
                raise ValueError(f"{name} is {got}, expected more than 0, and finite")
