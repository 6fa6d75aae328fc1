"""What can be said about a wrong array: where it is wrong, how, and why its size is another.

Pure functions of arrays. A sentence names axes, indices, counts and ratios, never a value.
"""

from grader.triage.arrays import Triage, triage, triage_not_finite
from grader.triage.closeness import wrong_places
from grader.triage.remark import Remark
from grader.triage.shapes import other_shape
from grader.triage.windows import Window, Windows, explain_sizes

__all__ = [
    "Remark",
    "Triage",
    "Window",
    "Windows",
    "explain_sizes",
    "other_shape",
    "triage",
    "triage_not_finite",
    "wrong_places",
]
