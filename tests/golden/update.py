"""Rewrite what golden cases earn, for review by a person: python -m tests.golden.update CASE...

Claims, messages and files are a person's words and stay; scores and outcomes are taken from
the grader as it is. Read the difference before you keep it: nobody else will.
"""

from __future__ import annotations

import os
import sys
import tempfile

from grader.grading import Lane
from grader.stage import stage
from tests.golden import cases
from tests.golden.cases import EARNED


def update(lane: Lane, name: str) -> None:
    """Grade one case and write down what it earned."""
    kept = cases.expected_of(name)
    graded = lane.run(stage(cases.submission_of(name), lane.assignment.files))
    earned = cases.earned(graded, lane.assignment)
    words = {key: kept[key] for key in kept if key not in EARNED}
    cases.write(name, {"claim": words.pop("claim"), **earned, **words})


def main(names: list[str]) -> None:
    """Update the named cases."""
    if unknown := sorted(set(names) - set(cases.NAMES)):
        sys.exit(f"no such case: {', '.join(unknown)}; there are: {', '.join(cases.NAMES)}")
    if not names:
        sys.exit(__doc__)
    with tempfile.NamedTemporaryFile() as secret:
        secret.write(cases.SECRET)
        secret.flush()
        os.environ["GRADE_SECRET_FILE"] = secret.name
        with Lane(cases.assignment()) as lane:
            for name in names:
                update(lane, name)


if __name__ == "__main__":
    main(sys.argv[1:])
