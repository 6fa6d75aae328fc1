"""What feedback may show of a record, as the course's policy allows."""

from grader.hints.allowed import Hints, reduced, steps, waits_for
from grader.hints.attempts import is_attempt

__all__ = ["Hints", "is_attempt", "reduced", "steps", "waits_for"]
