"""What student code may spend, and what it has spent, as the trusted side reads it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from grader.errors import LimitExceeded
from grader.limits import Limits
from grader.text import say

_ASLEEP_S: Final = 5.0  # of one exercise; code that computes never is
_NAP_S: Final = 0.2  # a call may, whatever those before it slept: a look is never quite exact
_RECEIVED_BYTES: Final = 128 << 20  # of one exercise; they stay in the trusted process


@dataclass
class Budget:
    """Time left of one exercise, over all its calls and workers."""

    limits: Limits
    cpu_s: float = field(default=0.0, init=False)  # spent
    wall_s: float = field(default=0.0, init=False)
    asleep_s: float = field(default=0.0, init=False)
    received_bytes: int = field(default=0, init=False)

    def allowance(self) -> tuple[float, float]:
        """CPU and wall seconds that the next call may take; `LimitExceeded` if none is left."""
        limits = self.limits
        cpu_left = limits.cpu_per_exercise_s - self.cpu_s
        wall_left = limits.wall_per_exercise_s - self.wall_s
        if cpu_left <= 0 or wall_left <= 0:
            raise LimitExceeded(
                "cpu" if cpu_left <= 0 else "wall",
                say(
                    "The time for this whole exercise is used up: {seconds} seconds.",
                    seconds=_seconds(
                        limits.cpu_per_exercise_s if cpu_left <= 0 else limits.wall_per_exercise_s
                    ),
                ),
            )
        return min(limits.cpu_per_call_s, cpu_left), min(limits.wall_per_call_s, wall_left)

    def receive(self, size_bytes: int) -> None:
        """Charge what the worker wants to send, before there is room made for it.

        All answers of an exercise may be kept until its end, to explain what failed.
        """
        self.received_bytes += size_bytes
        if self.received_bytes > _RECEIVED_BYTES:
            raise LimitExceeded(
                "memory",
                say(
                    "Your code returned far more data than all answers have together. "
                    "Look at the shapes of the arrays it returns."
                ),
            )

    def require_awake(self, asleep_s: float) -> None:
        """Of the present call; one that computes goes on, however long those before it slept."""
        if asleep_s > max(_ASLEEP_S - self.asleep_s, _NAP_S):
            raise LimitExceeded(
                "wall",
                say(
                    "Your code was waiting rather than computing for {seconds} seconds. "
                    "Look for sleep(), input() and locks.",
                    seconds=_seconds(_ASLEEP_S),
                ),
            )

    def spend(self, cpu_s: float, wall_s: float, asleep_s: float = 0.0) -> None:
        """Charge one call."""
        self.cpu_s += cpu_s
        self.wall_s += wall_s
        self.asleep_s += asleep_s


def cpu_exceeded(allowed_s: float) -> LimitExceeded:
    """The code computed for longer than it may."""
    return LimitExceeded(
        "cpu",
        say(
            "Your code was still computing after {seconds} seconds of processor time. "
            "Look for a loop that never ends or for far too many loops.",
            seconds=_seconds(allowed_s),
        ),
    )


def wall_exceeded(allowed_s: float) -> LimitExceeded:
    """The code waited for longer than it may."""
    return LimitExceeded(
        "wall",
        say(
            "Your code did not answer for {seconds} seconds. "
            "Is it waiting for something, such as input() or sleep()?",
            seconds=_seconds(allowed_s),
        ),
    )


def output_exceeded() -> LimitExceeded:
    """The code printed without end."""
    message = say("Your code printed far too much. Is there a print in a loop?")
    return LimitExceeded("output", message)


def memory_exceeded(memory_mib: int) -> LimitExceeded:
    """The code asked for more memory than it may have."""
    return LimitExceeded(
        "memory",
        say(
            "Your code asked for more than the {memory_mib} MiB of memory it may use. "
            "Look at the shapes of the arrays it makes.",
            memory_mib=memory_mib,
        ),
    )


def _seconds(value: float) -> str:
    return f"{value:.2g}" if value < 10 else f"{value:.0f}"
