"""The student kit: what is handed out, and nothing else."""

from grader.release.kit import release

__all__ = ["release"]
