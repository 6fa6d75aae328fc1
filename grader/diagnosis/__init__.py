"""Why an answer is wrong: which named mistake would have given it, and the smallest example."""

from grader.diagnosis.answer import Wrong
from grader.diagnosis.counterexample import Illustrator
from grader.diagnosis.explain import Diagnostician
from grader.diagnosis.known import Known
from grader.diagnosis.small import small

__all__ = ["Diagnostician", "Illustrator", "Known", "Wrong", "small"]
