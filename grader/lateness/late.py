"""How late something is and what remains of its score; exact, and the same on every machine.

All differences are taken between instants, so that a day is 24 hours whatever the clocks on
the wall did, and the rule is worked out in decimals.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Final

import msgspec

from grader.lateness.deadline import Deadline, instant
from grader.lateness.extension import Extension

_DAY: Final = timedelta(days=1)
_ALL: Final = Decimal(1)


class Lateness(msgspec.Struct, frozen=True):
    """What becomes of one attempt."""

    late_by_s: float  # after the deadline, grace or not; 0 in time or without a receipt
    days: int  # begun, that cost something
    factor: Decimal  # what remains of the score, 0 to 1; 0 of what came too late
    received_at: datetime | None = None  # None: no receipt, taken as in time


def late(
    received_at: datetime | None, deadline: Deadline | None, extension: Extension | None = None
) -> Lateness:
    """The lateness of what was received at `received_at` (with zone), or without a receipt.

    A missing receipt is our own loss, and costs the student nothing; where there is no deadline
    nothing is late.
    """
    if received_at is None or deadline is None:
        return Lateness(0.0, 0, _ALL, received_at)
    if extension is not None:
        deadline = deadline.moved_to(extension.new_due(deadline.due))
    moment = instant(received_at)
    after = moment - instant(deadline.due)
    late_by_s = max(after.total_seconds(), 0.0)
    if moment <= deadline.end_of_grace:
        return Lateness(late_by_s, 0, _ALL, received_at)
    days = -(-after // _DAY)
    if deadline.latest is not None and moment > instant(deadline.latest):
        return Lateness(late_by_s, days, Decimal(0), received_at)
    return Lateness(late_by_s, days, _ALL - deadline.percent_lost(days) / 100, received_at)
