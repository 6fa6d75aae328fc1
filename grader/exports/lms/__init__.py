"""An LMS's own exported CSV, filled in: one column changes, every other byte stays."""

from grader.exports.lms.filling import Filled, fill
from grader.exports.lms.scores import Score, Scores, scores_of, worth

__all__ = ["Filled", "Score", "Scores", "fill", "scores_of", "worth"]
