"""Students read when it came in, how late that was, and what it costs."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from decimal import Decimal

import pytest

from grader.lateness import Deadline, explanation, late

KOREA = timezone(timedelta(hours=9))
DUE = datetime(2026, 11, 20, 23, 59, tzinfo=KOREA)
DEADLINE = Deadline(
    due=DUE, grace_min=10, penalty_per_day=Decimal("12.5"), latest=DUE + timedelta(days=3)
)
PLACES = "after the deadline (2026-11-20 23:59:00+09:00)"


@pytest.mark.parametrize(
    ("after", "said"),
    [
        (timedelta(minutes=5), f"00:04:00+09:00, 5 min 0 s {PLACES}: this costs nothing."),
        (timedelta(hours=2), f"2 h 0 min {PLACES}: 87.5% of the score count."),
        (timedelta(days=1, hours=2), f"1 d 2 h {PLACES}: 75% of the score count."),
        (timedelta(days=4), f"4 d 0 h {PLACES}: nothing of the score counts."),
        (timedelta(microseconds=1), f"0 min 1 s {PLACES}: this costs nothing."),
    ],
)
def test_late(after: timedelta, said: str) -> None:
    """Both times, how far they are apart, and what remains; a moment too late is not none."""
    found = late(DUE + after, DEADLINE)
    text = explanation(found.received_at, found.late_by_s, float(found.factor))
    assert text is not None
    assert said in text.en
    assert text.complete


def test_in_time() -> None:
    """Nothing is said, nor where nobody knows when it came in."""
    assert explanation(DUE, 0.0, 1.0) is None
    assert explanation(None, 0.0, 1.0) is None
