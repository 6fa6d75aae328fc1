"""Why an answer is wrong: which named mistake would have given it."""

from grader.diagnosis.explain import Diagnostician

__all__ = ["Diagnostician"]
