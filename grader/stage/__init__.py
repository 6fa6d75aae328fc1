"""A submission taken in: frozen in memory, hashed, its tricks refused."""

from __future__ import annotations

from grader.stage.names import shown
from grader.stage.staged import StagedSubmission, StageLimits
from grader.stage.staging import stage

__all__ = ["StageLimits", "StagedSubmission", "shown", "stage"]
