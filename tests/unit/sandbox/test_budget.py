"""What is left of an exercise's time, and the sentences that say it is over."""

from __future__ import annotations

import pytest

from grader.errors import LimitExceeded
from grader.limits import Limits
from grader.sandbox import budget
from grader.sandbox.budget import Budget

LIMITS = Limits(
    cpu_per_call_s=2.0, cpu_per_exercise_s=5.0, wall_per_call_s=20.0, wall_per_exercise_s=60.0
)


def test_a_call_gets_its_own_limit_or_what_is_left() -> None:
    """The smaller of the two, on both clocks."""
    spent = Budget(LIMITS)
    assert spent.allowance() == (2.0, 20.0)
    spent.spend(4.0, 10.0)
    assert spent.allowance() == (1.0, 20.0)
    spent.spend(0.5, 45.0)
    assert spent.allowance() == (0.5, 5.0)


@pytest.mark.parametrize(
    ("spent", "limit", "said"),
    [
        ((5.0, 1.0), "cpu", "5 seconds"),
        ((1.0, 60.5), "wall", "60 seconds"),
        ((9.0, 99.0), "cpu", "5"),
    ],
)
def test_an_exercise_without_time_gets_no_call(
    spent: tuple[float, float], limit: str, said: str
) -> None:
    """Which clock ran out, and what it allowed."""
    exhausted = Budget(LIMITS)
    exhausted.spend(*spent)
    with pytest.raises(LimitExceeded, match=said) as reached:
        exhausted.allowance()
    assert reached.value.limit == limit


@pytest.mark.parametrize(
    ("error", "limit", "said"),
    [
        (budget.cpu_exceeded(2.0), "cpu", "2 seconds"),
        (budget.cpu_exceeded(0.25), "cpu", "0.25 seconds"),
        (budget.wall_exceeded(20.0), "wall", "20 seconds"),
        (budget.wall_exceeded(123.4), "wall", "123 seconds"),
        (budget.output_exceeded(), "output", "printed"),
        (budget.memory_exceeded(1024), "memory", "1024 MiB"),
    ],
)
def test_every_limit_says_what_it_was(error: LimitExceeded, limit: str, said: str) -> None:
    """The number and a next step, in both languages."""
    assert error.limit == limit
    assert said in error.message.en
    assert error.message.complete
    assert error.message.ko != error.message.en


def test_an_exercise_may_sleep_so_long_and_no_longer() -> None:
    """Over all its calls; the sentence says that it is not computing that took the time."""
    budget_of_one = Budget(LIMITS)
    budget_of_one.require_awake(4.9)
    budget_of_one.spend(0.0, 4.0, 4.0)
    budget_of_one.require_awake(0.9)
    with pytest.raises(LimitExceeded, match="waiting rather than computing for 5 s") as exceeded:
        budget_of_one.require_awake(1.1)
    assert exceeded.value.limit == "wall"


def test_a_call_that_computes_does_not_pay_for_one_that_slept() -> None:
    """Another check's sleep has taken all there is, and a look is never quite exact."""
    budget_of_one = Budget(LIMITS)
    budget_of_one.spend(0.0, 5.1, 5.1)
    budget_of_one.require_awake(0.01)
    with pytest.raises(LimitExceeded):
        budget_of_one.require_awake(0.3)


def test_an_exercise_may_send_so_much_and_no_more() -> None:
    """Answers add up over all calls, because all of them may be kept."""
    budget_of_one = Budget(LIMITS)
    for _ in range(2):
        budget_of_one.receive(64 << 20)
    with pytest.raises(LimitExceeded, match="far more data") as exceeded:
        budget_of_one.receive(1)
    assert exceeded.value.limit == "memory"
