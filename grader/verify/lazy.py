"""Submissions that answer without understanding, derived from a reference.

A check that any of them passes compares too little.
"""

from __future__ import annotations

from pathlib import Path

from grader.diagnosis.overlay import overlay

KINDS = (
    "empty",  # None, whatever is asked; nothing of the reference runs
    "zero",  # the right shape, dtype and errors, but every number is 0
    "constant",  # the same, but every number is 1
    "echo",  # the first argument as it came; nothing of the reference runs
)


def lazy_variants(source: str) -> dict[str, str]:
    """By kind, a reference's source with every public function and method made to answer so.

    `__init__` stays as it is, and what the module calls inside itself is answered truly, so
    the wrong numbers appear only at its edge: in results, in tuples and dicts of them, and
    in public array attributes that a call sets.
    """
    wrapping = Path(__file__).with_name("lazy_answers.py").read_text(encoding="utf-8")
    return {
        kind: overlay(source, f'{wrapping}\n\n_answer_lazily(globals(), "{kind}")', module="")
        for kind in KINDS
    }
