"""What must hold before a score leaves for a program that knows numbers only."""

from __future__ import annotations

from grader.errors import GraderFault
from grader.records import GradedSubmission
from grader.text import say


def require_decided(graded: GradedSubmission) -> None:
    """`GraderFault` if we failed somewhere: as a number that would be the student's loss."""
    if faults := graded.grader_faults:
        raise GraderFault(
            say(
                "{count} checks of {submission} could not be graded, such as {check}. No score "
                "was written, for it would be too low. Grade the submission again.",
                count=len(faults),
                submission=graded.submission.id,
                check=faults[0].id,
            )
        )
