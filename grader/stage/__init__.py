"""A submission taken in: frozen in memory, hashed, its tricks refused."""

from __future__ import annotations

from grader.stage.names import shown
from grader.stage.staged import Allowed, StagedSubmission, StageLimits
from grader.stage.staging import stage, stage_entries

__all__ = ["Allowed", "StageLimits", "StagedSubmission", "shown", "stage", "stage_entries"]
