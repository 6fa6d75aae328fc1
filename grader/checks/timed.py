"""`timed`: checks with a clock. The student's program races the reference, each in its worker."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from grader.checks.compare import CheckFailed
from grader.errors import AssignmentError, Unavailable
from grader.records import Speed, Timing
from grader.text import Text, say
from grader.timing.device import Device, Program
from grader.timing.problem import Problem, WrongOutput
from grader.timing.protocol import Entrants, race
from grader.timing.story import Story, request_share, story_of

_NICKNAME: Final = re.compile(r"""^LEADERBOARD *= *["']([\w .-]{1,20})["']""", re.MULTILINE)


class Timed:
    """The student's module under a clock."""

    def __init__(
        self,
        device: Device,
        module: str,
        student: Mapping[str, str],
        references: Mapping[str, str],
        forbidden: tuple[str, ...] = (),
    ) -> None:
        """`student` and `references` are sources by module name."""
        self._device = device
        self._module = module
        self._student = dict(student)
        self._references = dict(references)
        self._forbidden = forbidden
        self._stories: dict[str, Story] = {}
        self._latest: Timing | None = None

    def expect_within(self, problem: Problem, threshold: float, hint: Text | None = None) -> None:
        """The student's time is at most `threshold` times the reference's.

        `threshold` is one of the problem's bands; the race is run once for all of them.
        """
        if threshold not in problem.bands:
            raise AssignmentError(
                say(
                    "A check asks for {got}, which is none of the problem's bands: {expected}.",
                    got=threshold,
                    expected=problem.bands,
                )
            )
        if absent := self._device.unavailable():
            raise Unavailable(absent)
        story = self._story(problem)
        self._latest = story.timing(threshold, nickname_in(self._student[self._module]))
        _require(self._latest, story, hint)

    def request_share(self, problem: Problem) -> float:
        """What a request costs next to the chain of calls in it."""
        return request_share(self._device, self._entrants(problem))

    def take(self) -> Timing | None:
        """What the clock said in the check that has just ended."""
        latest, self._latest = self._latest, None
        return latest

    def close(self) -> None:
        """End all programs, from any thread."""
        self._device.close()

    def _story(self, problem: Problem) -> Story:
        if problem.function not in self._stories:
            entrants, naive = self._entrants(problem), None
            if problem.naive:
                naive = self._program(problem, problem.naive, self._references)
            try:
                measured = race(self._device, entrants, problem.bands)
            except WrongOutput:
                raise _wrong_output() from None
            self._stories[problem.function] = story_of(self._device, entrants, naive, measured)
        return self._stories[problem.function]

    def _entrants(self, problem: Problem) -> Entrants:
        return Entrants(
            problem,
            student=self._program(problem, self._module, self._student),
            reference=self._program(problem, self._module, self._references),
        )

    def _program(self, problem: Problem, module: str, sources: Mapping[str, str]) -> Program:
        return Program(module, problem.function, sources, self._forbidden)


def nickname_in(source: str) -> str:
    """What a student has set LEADERBOARD to; empty where that is no short plain name.

    Read as text: student code is never parsed on this side.
    """
    found = _NICKNAME.search(source)
    return found[1].strip() if found else ""


def _require(timing: Timing, story: Story, hint: Text | None) -> None:
    match timing.speed:
        case Speed.FAIL:
            message = say(
                "Your code takes more than {threshold} times as long as the reference solution.",
                threshold=f"{timing.threshold:g}",
            )
            raise CheckFailed(message, hint)
        case Speed.RETRY:
            message = say(
                "This machine was too restless to time anything, twice. Nothing is decided and "
                "nothing is lost; grade again at a quieter moment."
            )
            raise Unavailable(message, "timing: retry")
        case Speed.REVIEW:
            message = say("The clocks do not agree about your code. A person will look at it.")
            raise Unavailable(message, f"timing: {story.measured.evidence}")


def _wrong_output() -> CheckFailed:
    return CheckFailed(
        say(
            "While the clock ran, an answer was wrong, although the checks before passed. Does "
            "your code keep something from one call to the next, or does it compute with less "
            "than float32?"
        )
    )
