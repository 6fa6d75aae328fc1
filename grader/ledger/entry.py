"""What the ledger holds: frozen, typed, a comment a field."""

from __future__ import annotations

from datetime import UTC, datetime
from enum import StrEnum

import msgspec

from grader.errors import LedgerError
from grader.lateness import Extension
from grader.records import GradedSubmission
from grader.text import Text, say


class Status(StrEnum):
    """How the grading of one submission ended."""

    GRADED = "graded"
    REJECTED = "rejected"  # it could not be taken in
    FAULT = "fault"  # our failure: no verdict on all of it, so another attempt may follow


class Key(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What was graded, by which checks, where; one verdict for each."""

    student: str  # the roster's id
    assignment: str
    submission_sha256: str
    checks_sha256: str
    environment_sha256: str

    def __post_init__(self) -> None:
        for field, text in msgspec.structs.asdict(self).items():
            require_storable(field, text)


class Entry(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One verdict, as recorded."""

    key: Key
    status: Status
    batch: str  # the run that came to it
    recorded_at: datetime  # with its zone
    record: GradedSubmission | None = None  # of a fault: what was graded all the same, if anything
    reason: Text | None = None  # None if graded
    received_at: datetime | None = None  # with its zone; None where there is no receipt
    late_by_s: float = 0.0
    lateness_factor: float = 1.0  # what remains of the score
    exercises: dict[str, str] = {}  # name -> fingerprint that it was graded with

    def __post_init__(self) -> None:
        require_zone("recorded_at", self.recorded_at)
        if self.received_at is not None:
            require_zone("received_at", self.received_at)
        if self.status is not Status.FAULT and (self.status is Status.GRADED) != bool(self.record):
            raise LedgerError(
                say(
                    "An entry of {student} is {status}: a graded one has a record, a rejected "
                    "one has none.",
                    student=self.key.student,
                    status=self.status,
                )
            )

    @property
    def settled(self) -> bool:
        """A verdict; a fault of ours is none."""
        return self.status is not Status.FAULT


class Mark(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a person decided on one essay; the newest one counts."""

    student: str
    assignment: str
    question: str  # id of the essay; of a check or exercise that is corrected
    submission_sha256: str  # whose answer was read
    items: tuple[str, ...]  # ids of the rubric items that were given
    adjustment: float = 0.0  # points on top of the items'
    comment: str = ""
    withdrawn: bool = False  # the decision before is taken back: the answer waits again
    person: str
    at: datetime  # with its zone

    def __post_init__(self) -> None:
        for field in ("student", "assignment", "question", "submission_sha256", "person"):
            require_storable(field, getattr(self, field))
        require_storable("comment", self.comment)
        require_zone("at", self.at)


class KeptExtension(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """More time for one student, as somebody gave it; of one student the newest one counts."""

    assignment: str
    extension: Extension  # one of no time takes the one before back
    source: str  # the file that said so
    person: str  # who ran the batch; empty where the system does not say
    at: datetime  # with its zone

    def __post_init__(self) -> None:
        require_storable("student", self.extension.student_id)
        for field in ("assignment", "source", "person"):
            require_storable(field, getattr(self, field))
        require_zone("at", self.at)

    @property
    def student(self) -> str:
        """The roster's id."""
        return self.extension.student_id


def require_zone(field: str, moment: datetime) -> None:
    """Without its zone a time is another one on a machine elsewhere."""
    if moment.tzinfo is None:
        expected = moment.replace(tzinfo=UTC).isoformat()
        raise LedgerError(
            say(
                "{field} is {got}, expected a time with its zone, such as {expected}.",
                field=field,
                got=moment.isoformat(),
                expected=expected,
            )
        )


def require_storable(field: str, text: str) -> None:
    """Databases take neither the NUL character nor half of a character."""
    if "\0" in text or (not text.isascii() and _has_surrogates(text)):
        raise LedgerError(
            say(
                "{field} is {got}, which has characters that no database can store.",
                field=field,
                got=ascii(text),
            )
        )


def _has_surrogates(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
