"""A submission taken in: frozen in memory, hashed, its tricks refused."""

from grader.stage.names import shown
from grader.stage.staged import StagedSubmission, StageLimits
from grader.stage.staging import stage

__all__ = ["StageLimits", "StagedSubmission", "shown", "stage"]
