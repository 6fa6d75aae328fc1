"""A folder with what each student may have: a JSON file and a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from grader.errors import GraderFault, UsageError
from grader.exports.file_names import file_name
from grader.exports.standing import Standing
from grader.lateness import explanation
from grader.ledger import Entry, Status
from grader.records import ExerciseResult, GradedSubmission
from grader.reports.html import write_page, write_refusal
from grader.reports.points import shown_points
from grader.text import Language, Text, say
from grader.writing import write_file

# A record without the hints that are held back after so many attempts on each check.
Allowed = Callable[[Mapping[str, int], GradedSubmission], GradedSubmission]


class Feedback(msgspec.Struct, frozen=True):
    """A student's file."""

    student: str
    status: str
    reason: Text | None  # why nothing was graded
    adjusted: float  # the machine's score after lateness
    lateness_factor: float
    late_by_s: float
    lateness: tuple[Text, ...]  # in words; none where it was in time
    waiting: float  # points of essays that wait for a person, and of checks on which we failed
    marks: dict[str, float]  # points by essay, given by persons
    comments: dict[str, str]  # of those persons
    total: float | None  # None while it may still change
    graded: GradedSubmission | None


def write_feedback(
    standings: Iterable[Standing], folder: Path, language: Language, allowed: Allowed
) -> None:
    """Write the files of everybody who handed something in."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            say("{file} cannot be written: {error}", file=folder, error=error.strerror or error)
        ) from None
    for standing in standings:
        if standing.entry is not None:
            assignment = standing.entry.key.assignment
            _write_both(feedback_of(standing, allowed), assignment, folder, language)


def _write_both(feedback: Feedback, assignment: str, folder: Path, language: Language) -> None:
    name = file_name(feedback.student)
    document = msgspec.json.format(msgspec.json.encode(feedback), indent=2)
    write_file(folder / f"{name}.json", [document], _require_feedback)
    if feedback.graded is not None:
        write_page(feedback.graded, language, folder / f"{name}.html", feedback.lateness)
    elif feedback.reason is not None:
        path = folder / f"{name}.html"
        write_refusal(assignment, feedback.student, feedback.reason, language, path)


def feedback_of(standing: Standing, allowed: Allowed) -> Feedback:
    """What leaves for one student who handed something in."""
    entry = standing.entry
    record = entry.record if entry else None
    return Feedback(
        student=standing.student,
        status=standing.status,
        reason=_reason(entry) if entry else None,
        adjusted=standing.adjusted,
        lateness_factor=entry.lateness_factor if entry else 1.0,
        late_by_s=entry.late_by_s if entry else 0.0,
        lateness=tuple(_lateness(standing)),
        waiting=standing.waiting,
        marks=dict(standing.marks),
        comments=dict(standing.comments),
        total=standing.total,
        graded=_for_student(allowed(standing.tries, record), standing) if record else None,
    )


def _reason(entry: Entry) -> Text | None:
    """Of our own failures no more than that: their words may be those of a hidden check."""
    if entry.status is Status.FAULT:
        return say(
            "Not all of it could be graded yet. That is our fault, not yours, and costs you"
            " nothing: it will be graded again."
        )
    return entry.reason


def _for_student(allowed: GradedSubmission, standing: Standing) -> GradedSubmission:
    return _with_marks(allowed.for_student(), standing)


def _with_marks(graded: GradedSubmission, standing: Standing) -> GradedSubmission:
    """What persons gave, and said, stands with the exercise that it is about."""
    exercises = (
        msgspec.structs.replace(each, notes=(*each.notes, *_decisions(each, standing)))
        for each in graded.exercises
    )
    return msgspec.structs.replace(graded, exercises=tuple(exercises))


def _decisions(exercise: ExerciseResult, standing: Standing) -> Iterator[Text]:
    for essay in exercise.essays:
        if essay.id not in standing.marks:
            continue
        yield say(
            "{title}: a person gave {score} of {points} points.",
            title=essay.title,
            score=shown_points(standing.marks[essay.id]),
            points=shown_points(essay.points),
        )
        if comment := standing.comments.get(essay.id):
            yield say("{title}: {comment}", title=essay.title, comment=comment)


def _lateness(standing: Standing) -> Iterator[Text]:
    """Students must see on their page why the gradebook has another number."""
    entry = standing.entry
    why = entry and explanation(entry.received_at, entry.late_by_s, entry.lateness_factor)
    if not why:
        return
    yield why
    if entry and entry.record:
        yield say(
            "Of {score} points {adjusted} remain.",
            adjusted=f"{standing.adjusted:g}",
            score=f"{standing.score:g}",
        )


def _require_feedback(written: bytes) -> None:
    try:
        msgspec.json.decode(written, type=Feedback)
    except msgspec.MsgspecError as error:
        raise GraderFault(say("What was written cannot be read: {error}", error=error)) from None
