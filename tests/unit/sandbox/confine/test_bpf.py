"""Blocks of classic BPF."""

from __future__ import annotations

import struct

import pytest

from grader.sandbox.confine import bpf

YES, NO = bpf.give(1), bpf.give(0)


@pytest.mark.parametrize(
    ("block", "word", "expected"),
    [
        (bpf.when_equal(7, YES), 7, 1),
        (bpf.when_equal(7, YES), 8, 0),
        (bpf.unless_equal(7, YES), 7, 0),
        (bpf.unless_equal(7, YES), 8, 1),
        (bpf.when_at_least(7, YES), 6, 0),
        (bpf.when_at_least(7, YES), 7, 1),
        (bpf.when_at_least(7, YES), 0xFFFF_FFFF, 1),
        (bpf.when_any_bit(6, YES), 4, 1),
        (bpf.when_any_bit(6, YES), 9, 0),
        (bpf.unless_any_bit(6, YES), 4, 0),
        (bpf.unless_any_bit(6, YES), 9, 1),
    ],
)
def test_conditions(execute, block, word, expected):
    """A block runs what it holds when its condition holds, and falls through otherwise."""
    program = bpf.encode(bpf.load(0) + block + NO)
    assert execute(program, struct.pack("=I", word)) == expected


def test_blocks_nest(execute):
    """A block inside a block needs both conditions, and falls through from either."""
    block = bpf.when_at_least(10, bpf.when_any_bit(1, YES))
    program = bpf.encode(bpf.load(0) + block + NO)
    answers = {word: execute(program, struct.pack("=I", word)) for word in (9, 10, 11, 12, 13)}
    assert answers == {9: 0, 10: 0, 11: 1, 12: 0, 13: 1}


def test_encoding():
    """An instruction is a struct sock_filter: 16-bit code, two 8-bit jumps, 32-bit operand."""
    assert bpf.encode(bpf.when_equal(0xABCD, NO)) == bytes.fromhex(
        "1500 00 01 cdab00000600 00 00 00000000"
    )


def test_branch_too_long():
    """A jump that does not fit its byte is refused, not cut short."""
    longest = NO * bpf.LONGEST_BRANCH
    assert len(bpf.when_equal(1, longest)) == bpf.LONGEST_BRANCH + 1
    with pytest.raises(ValueError, match="got 256, expected <= 255"):
        bpf.when_equal(1, longest + NO)
