"""What runs in a worker process: one warm lane, kept from submission to submission."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence

import msgspec

from grader.assignment import find
from grader.batch.fitness import require_fit
from grader.batch.messages import (
    Answer,
    Failed,
    Fit,
    Graded,
    Setting,
    Unfit,
    Work,
    encoded,
    setting_from,
    work_from,
)
from grader.errors import (
    AssignmentError,
    ClusterError,
    ConfinementError,
    GradeError,
    GraderFault,
    UsageError,
)
from grader.grading import Lane
from grader.records import Confinement, GradedSubmission
from grader.sandbox.ladder import Sandbox
from grader.text import Text, say

_CONCERNS_ALL = (AssignmentError, ClusterError, ConfinementError, UsageError)
_PROBED = ("numpy",)  # loads quickly; the level is the machine's, whatever is loaded


class WarmLane:
    """The lane of this process."""

    def __init__(self) -> None:
        self._setting: Setting | None = None
        self._lane: Lane | None = None

    def under(self, setting: Setting) -> Lane:
        """The lane that grades as `setting` says; `ClusterError` if this worker cannot."""
        if self._lane is None or self._setting != setting:
            self.close()
            assignment = find(setting.assignment)
            require_fit(setting, assignment)
            self._lane, self._setting = Lane(assignment, setting.minimum), setting
        return self._lane

    def close(self) -> None:
        """End it; the next submission gets another."""
        lane, self._lane = self._lane, None
        if lane is not None:
            lane.close()


class _CheckBroke(GraderFault):
    """A check of ours failed by itself; what the others came to is kept."""

    def __init__(self, record: GradedSubmission) -> None:
        faults = record.grader_faults
        reason = faults[0].flag or "-"
        super().__init__(
            say(
                "Not graded: {checks} ({reason})",
                checks=", ".join(check.id for check in faults),
                reason=reason.partition("\n")[0],  # a traceback follows
            )
        )
        self.record = record


_warm = WarmLane()


def inspect(settings: Sequence[bytes]) -> list[bytes]:
    """Can this worker grade under a `Setting`? Its level of confinement is found by trying."""
    return [_answered(lambda data: Fit(_level(setting_from(data))), each) for each in settings]


def grade(work: Sequence[bytes]) -> list[bytes]:
    """The answer to each `Work`."""
    return [_answered(lambda data: Graded(_graded(work_from(data))), each) for each in work]


def _answered(action: Callable[[bytes], Answer], data: bytes) -> bytes:
    """An answer in every case: what went wrong is told, never sent as an exception."""
    name, tempfile.tempdir = _here()
    try:
        return encoded(action(data))
    except Exception as error:  # noqa: BLE001 - whatever it is, the batch goes on
        _warm.close()  # what it stands on may be gone
        if isinstance(error, _CONCERNS_ALL):
            return encoded(Unfit(name, error.message))
        record = error.record if isinstance(error, _CheckBroke) else None
        return encoded(Failed(_sentence(error), record))


def _here() -> tuple[str, str | None]:
    """This worker's name and address, and the folder that Dask removes even after a SIGKILL."""
    from distributed import get_worker

    try:
        worker = get_worker()
    except ValueError:  # no worker of Dask's
        return "-", None
    return f"{worker.name} {worker.address}", worker.local_directory


def _level(setting: Setting) -> Confinement:
    require_fit(setting, find(setting.assignment))
    sandbox = Sandbox(_PROBED, setting.minimum)
    try:
        return sandbox.level
    finally:
        sandbox.close()


def _graded(work: Work) -> GradedSubmission:
    """Results that are still valid are taken over; a check that could not be run is a fault."""
    lane = _warm.under(work.setting)
    exercises = [lane.assignment.exercise(name) for name in work.exercises]
    results = {result.name: result for result in work.earlier}
    results |= {new.name: new for new in lane.each(work.staged, exercises, work.earlier)}
    order = (exercise.name for exercise in lane.assignment.exercises)
    record = lane.record(work.staged, [results[name] for name in order if name in results])
    if record.confinement.strictness > work.confinement.strictness:
        record = msgspec.structs.replace(record, confinement=work.confinement)
    if record.grader_faults:
        raise _CheckBroke(record)
    return record


def _sentence(error: Exception) -> Text:
    if isinstance(error, GradeError):
        return error.message
    return Text.same(f"{type(error).__name__}: {error}")
