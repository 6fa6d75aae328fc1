"""What a student's `launch` returns: how many blocks, and how a block is made."""

from __future__ import annotations

from typing import Any, Final

from grader.cuda.fault import KernelWrong
from grader.text import say

Three = tuple[int, int, int]

_MOST_THREADS: Final = 1024  # of a block; CUDA C++ Programming Guide, compute capabilities
_MOST_IN_BLOCK: Final = (1024, 1024, 64)
_MOST_IN_GRID: Final = (2**31 - 1, 65535, 65535)
_MOST_ON_CPU: Final = 1 << 18  # threads of a whole launch: fibres are not quick
_MOST_CONSTANTS: Final = 16


def grid_of(returned: Any) -> Three:
    """The number of blocks, for both tracks; `KernelWrong` where no GPU would take it."""
    grid = _three(returned)
    if grid is None or not _within(grid, _MOST_IN_GRID):
        raise KernelWrong(
            say(
                "launch() asks for a grid that no GPU takes: one to three whole numbers from 1, "
                "the second and third at most {most}.",
                most=_MOST_IN_GRID[1],
            )
        )
    return grid


def block_of(returned: Any) -> Three:
    """The threads of a block; `KernelWrong` where no GPU would take it."""
    block = _three(returned)
    if block is None or not _within(block, _MOST_IN_BLOCK) or _product(block) > _MOST_THREADS:
        raise KernelWrong(
            say(
                "launch() asks for a block that no GPU takes: one to three whole numbers from 1, "
                "at most {most} threads in all.",
                most=_MOST_THREADS,
            )
        )
    return block


def require_few(grid: Three, block: Three) -> None:
    """`KernelWrong` for a launch that would keep a CPU busy for minutes."""
    if _product(grid) * _product(block) > _MOST_ON_CPU:
        raise KernelWrong(
            say(
                "launch() starts far more threads than there are outputs: more than {most} here.",
                most=_MOST_ON_CPU,
            )
        )


def constants_of(returned: Any) -> dict[str, int]:
    """The compile-time numbers of a Triton kernel."""
    sound = type(returned) is dict and len(returned) <= _MOST_CONSTANTS
    if sound and all(type(v) is int and k.isidentifier() for k, v in returned.items()):
        return dict(returned)
    raise KernelWrong(
        say(
            "The second thing that launch() returns is no dict of names and whole numbers, such "
            "as {example}.",
            example='{"BLOCK": 32}',
        )
    )


def pair_of(returned: Any) -> tuple[Any, Any]:
    """The two parts; `KernelWrong` if there are not two."""
    if type(returned) in (tuple, list) and len(returned) == 2:
        first, second = returned
        return first, second
    raise KernelWrong(say("launch() does not return two things: the grid, and the block."))


def _three(value: Any) -> Three | None:
    numbers = list(value) if type(value) in (tuple, list) else [value]
    if not 1 <= len(numbers) <= 3 or any(type(number) is not int for number in numbers):
        return None
    x, y, z = (*numbers, 1, 1)[:3]
    return x, y, z


def _within(numbers: Three, most: Three) -> bool:
    return all(1 <= number <= limit for number, limit in zip(numbers, most, strict=True))


def _product(numbers: Three) -> int:
    return numbers[0] * numbers[1] * numbers[2]
