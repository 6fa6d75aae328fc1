"""What the words after an assignment's name mean."""

from __future__ import annotations

from pathlib import Path

from grader.errors import UsageError
from grader.stage.notebook import is_notebook
from grader.text import say


def exercises_and_submission(
    words: tuple[str, ...], submission: Path | None
) -> tuple[tuple[str, ...], Path | None]:
    """Exercises are named; a notebook among them is what is handed in.

    `UsageError` where that would be two submissions.
    """
    exercises = tuple(word for word in words if not is_notebook(word))
    handed_in = [Path(word) for word in words if is_notebook(word)]
    handed_in += [] if submission is None else [submission]
    if len(handed_in) > 1:
        raise UsageError(
            say("Got {got} to grade, expected one.", got=", ".join(map(str, handed_in)))
        )
    return exercises, handed_in[0] if handed_in else None
