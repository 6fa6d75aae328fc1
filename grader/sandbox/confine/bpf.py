"""Classic BPF, assembled from blocks.

A block is a run of instructions that either returns or falls through to whatever stands after it.
Blocks nest (`when_equal(5, give(ALLOW))`), so no jump is ever counted by hand.
Source: linux/bpf_common.h, linux/filter.h.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

LONGEST_BRANCH: Final = 255  # a conditional jump holds its distance in one byte


class Instruction(NamedTuple):
    """struct sock_filter."""

    code: int
    if_true: int  # instructions to skip
    if_false: int
    operand: int


Block = tuple[Instruction, ...]

LOAD: Final = 0x20  # BPF_LD | BPF_W | BPF_ABS
JUMP_EQUAL: Final = 0x15  # BPF_JMP | BPF_JEQ | BPF_K
JUMP_AT_LEAST: Final = 0x35  # BPF_JMP | BPF_JGE | BPF_K
JUMP_ANY_BIT: Final = 0x45  # BPF_JMP | BPF_JSET | BPF_K
RETURN: Final = 0x06  # BPF_RET | BPF_K


def load(offset: int) -> Block:
    """Load the 32-bit word at `offset` bytes."""
    return (Instruction(LOAD, 0, 0, offset),)


def give(value: int) -> Block:
    """End the program with `value`."""
    return (Instruction(RETURN, 0, 0, value),)


def when_equal(value: int, then: Block) -> Block:
    """Run `then` if the loaded word is `value`."""
    return (Instruction(JUMP_EQUAL, 0, _distance(then), value), *then)


def unless_equal(value: int, then: Block) -> Block:
    """Run `then` if the loaded word is not `value`."""
    return (Instruction(JUMP_EQUAL, _distance(then), 0, value), *then)


def when_at_least(value: int, then: Block) -> Block:
    """Run `then` if the loaded word, unsigned, is `value` or more."""
    return (Instruction(JUMP_AT_LEAST, 0, _distance(then), value), *then)


def when_any_bit(mask: int, then: Block) -> Block:
    """Run `then` if the loaded word has any bit of `mask`."""
    return (Instruction(JUMP_ANY_BIT, 0, _distance(then), mask), *then)


def unless_any_bit(mask: int, then: Block) -> Block:
    """Run `then` if the loaded word has no bit of `mask`."""
    return (Instruction(JUMP_ANY_BIT, _distance(then), 0, mask), *then)


def encode(block: Block) -> bytes:
    """Return the program as an array of struct sock_filter, 8 bytes an instruction."""
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in block)


def _distance(block: Block) -> int:
    if len(block) > LONGEST_BRANCH:
        raise ValueError(f"BPF branch too long: got {len(block)}, expected <= {LONGEST_BRANCH}")
    return len(block)
