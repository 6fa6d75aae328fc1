"""Words that stand at fixed places of the page."""

from __future__ import annotations

from typing import Final

from grader.reports.labels import CAUSE, HINT, OUTPUT, WHERE
from grader.text import Text, say

GOT: Final = say("got")
EXPECTED: Final = say("expected")
LABELS: Final[dict[str, Text]] = {
    "feedback": say("Feedback"),
    "next": say("Next step"),
    "then_run": say("Then run"),
    "overview": say("Overview"),
    "exercise": say("Exercise"),
    "progress": say("Progress"),
    "score": say("Score"),
    "passed": say("Public checks passed"),
    "cause": CAUSE,
    "same_cause": say("The same as above."),
    "hint": HINT,
    "where": WHERE,
    "output": OUTPUT,
    "speed": say("Speed"),
    "small_case": say("A small case to work by hand"),
    "got": GOT,
    "expected": EXPECTED,
    "try_it": say("Try it in your folder"),
    "files": say("Files"),
    "not_graded": say("This could not be graded."),
    "refused": say("refused"),
    "confinement": say("Confinement"),
    "withheld": say(
        "Of hidden checks this page shows neither the inputs nor what your code said or printed "
        "while it had them."
    ),
}
