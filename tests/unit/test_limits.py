"""Limits are positive and fixed."""

from __future__ import annotations

import msgspec
import pytest

from grader.limits import Limits


def test_the_defaults_are_limits() -> None:
    """A call is held to less than its exercise."""
    limits = Limits()
    assert 0 < limits.cpu_per_call_s <= limits.cpu_per_exercise_s
    assert 0 < limits.wall_per_call_s <= limits.wall_per_exercise_s


@pytest.mark.parametrize("name", Limits.__struct_fields__)
@pytest.mark.parametrize("value", [0, -1, float("nan"), float("inf")])
def test_nothing_is_unlimited_by_accident(name: str, value: int) -> None:
    """Zero, less and what is no number are refused by name."""
    with pytest.raises(ValueError, match=f"{name} is {value}, expected more than 0"):
        Limits(**{name: value})  # type: ignore[arg-type]


def test_limits_do_not_change() -> None:
    """The same for all calls of an exercise."""
    with pytest.raises(AttributeError):
        Limits().memory_mib = 5  # type: ignore[misc]


def test_an_authors_typing_error_is_found() -> None:
    """A field that is none is refused where the limits are read."""
    with pytest.raises(msgspec.ValidationError, match="memory_mb"):
        msgspec.toml.decode("memory_mb = 5", type=Limits)
