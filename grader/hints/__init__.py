"""What feedback may show of a record, as the course's policy allows."""

from grader.hints.allowed import Hints, reduced, steps, waits_for

__all__ = ["Hints", "reduced", "steps", "waits_for"]
