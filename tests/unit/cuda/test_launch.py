"""What `launch` returns is taken only where a GPU would take it."""

from __future__ import annotations

import pytest

from grader.cuda.fault import KernelWrong
from grader.cuda.launch import block_of, constants_of, grid_of, pair_of, require_few


@pytest.mark.parametrize("given", [8, (8,), [8, 1], (8, 1, 1)])
def test_one_to_three_numbers_are_three(given):
    """As CUDA fills up a dim3."""
    assert grid_of(given) == block_of(given) == (8, 1, 1)


@pytest.mark.parametrize(
    "given", [0, -1, 2.0, True, None, "8", (), (1, 2, 3, 4), (1, 70000), [[8]]]
)
def test_no_grid(given):
    """Of anything but whole numbers from 1 within CUDA's limits."""
    with pytest.raises(KernelWrong, match="grid"):
        grid_of(given)


@pytest.mark.parametrize("given", [1025, (32, 33), (1, 1, 65), 2**40])
def test_no_block(given):
    """Of more threads than a block has."""
    with pytest.raises(KernelWrong, match="1024 threads"):
        block_of(given)


def test_a_launch_of_millions_is_refused():
    """On a CPU it would take minutes."""
    require_few((1024, 1, 1), (256, 1, 1))
    with pytest.raises(KernelWrong, match="far more threads"):
        require_few((2**31 - 1, 65535, 65535), (1024, 1, 1))


@pytest.mark.parametrize("given", [None, 3, "ab", (1, 2, 3), {1: 2}])
def test_no_pair(given):
    """`launch` returns two things."""
    with pytest.raises(KernelWrong, match="two things"):
        pair_of(given)


@pytest.mark.parametrize(
    "given", [None, 8, {"B": 1.0}, {"a b": 1}, {f"c{n}": n for n in range(17)}]
)
def test_no_constants(given):
    """Names and whole numbers, a few."""
    assert constants_of({"BLOCK": 32}) == {"BLOCK": 32}
    with pytest.raises(KernelWrong, match="BLOCK"):
        constants_of(given)
