"""What an implementation makes of a case."""

from __future__ import annotations

from grader.diagnosis.answer import Answer


def test_answers_are_alike_up_to_rounding() -> None:
    """Exceptions by their class, values by what they are."""
    assert Answer(value=1.0).is_like(Answer(value=1.0 + 1e-12))
    assert not Answer(value=None).is_like(Answer(value=0))
    assert Answer(raised="ValueError", text="a").is_like(Answer(raised="ValueError", text="b"))
    assert not Answer(raised="ValueError").is_like(Answer(value=1))
    assert str(Answer(raised="ValueError", text="no")) == "ValueError: no"
    assert str(Answer(raised="AssertionError")) == "AssertionError"
