"""Which of several attempts of one student counts."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from grader.lateness.deadline import Counts


class Attempt(msgspec.Struct, frozen=True):
    """One version that was graded."""

    number: int  # oldest first
    score: float  # before lateness
    factor: float = 1.0  # what remains of it; nothing remains of what came too late

    @property
    def counted(self) -> Decimal:
        """The score that remains."""
        return Decimal(str(self.score)) * Decimal(str(self.factor))


def counting(attempts: Sequence[Attempt], policy: Counts) -> Attempt:
    """The attempt that counts, of at least one.

    What came too late counts only where nothing else is there. Of equally good ones the
    earliest is the best.
    """
    in_time = [attempt for attempt in attempts if attempt.factor] or attempts
    if policy is Counts.BEST:
        return max(in_time, key=lambda attempt: (attempt.counted, -attempt.number))
    return max(in_time, key=lambda attempt: attempt.number)
