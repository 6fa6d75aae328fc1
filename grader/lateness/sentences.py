"""Why a score was reduced, or was not, in words for its student."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from grader.text import Text, say


def explanation(received_at: datetime | None, late_by_s: float, factor: float) -> Text | None:
    """What lateness does to a score, of what a verdict keeps of it; None where it was in time.

    Both times are shown in the zone of the receipt.
    """
    if received_at is None or not late_by_s:
        return None
    facts = {
        "received": received_at.isoformat(" ", "seconds"),
        "due": (received_at - timedelta(seconds=late_by_s)).isoformat(" ", "seconds"),
        "late": _span(late_by_s),
    }
    if factor == 1:
        return say(
            "Received {received}, {late} after the deadline ({due}): this costs nothing.", **facts
        )
    if not factor:
        return say(
            "Received {received}, {late} after the deadline ({due}): nothing of the score counts.",
            **facts,
        )
    return say(
        "Received {received}, {late} after the deadline ({due}): {percent}% of the score count.",
        **facts,
        percent=f"{100 * factor:g}",
    )


def _span(seconds: float) -> Text:
    span = timedelta(seconds=ceil(seconds))
    hours, rest = divmod(span.seconds, 3600)
    if span.days:
        return say("{days} d {hours} h", days=span.days, hours=hours)
    if hours:
        return say("{hours} h {minutes} min", hours=hours, minutes=rest // 60)
    return say("{minutes} min {seconds} s", minutes=rest // 60, seconds=rest % 60)
