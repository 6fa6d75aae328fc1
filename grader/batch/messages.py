"""What crosses between a batch and its workers: plain data, as MessagePack bytes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import msgspec

from grader.records import Confinement, ExerciseResult, GradedSubmission
from grader.stage import StagedSubmission
from grader.text import Text


class Setting(msgspec.Struct, frozen=True):
    """What a worker must be to take part: the same verdicts come out wherever it stands."""

    assignment: str
    exercises: dict[str, str]  # those to grade -> fingerprints of their checks
    environment: dict[str, str]  # name -> version
    minimum: Confinement


class Work(msgspec.Struct, frozen=True):
    """One submission to grade."""

    setting: Setting
    staged: StagedSubmission
    exercises: tuple[str, ...]  # to run
    earlier: tuple[ExerciseResult, ...] = ()  # that still hold, and become part of the record
    confinement: Confinement = Confinement.NAMESPACES  # under which those were reached


class Fit(msgspec.Struct, frozen=True, tag=True):
    """This worker can take part."""

    confinement: Confinement


class Unfit(msgspec.Struct, frozen=True, tag=True):
    """This worker must not grade; nothing was graded."""

    worker: str
    reason: Text


class Graded(msgspec.Struct, frozen=True, tag=True):
    """A verdict."""

    record: GradedSubmission


class Failed(msgspec.Struct, frozen=True, tag=True):
    """Our own failure on this submission; another try may succeed."""

    reason: Text
    record: GradedSubmission | None = None  # where some checks were graded all the same


Answer = Fit | Unfit | Graded | Failed

_ANSWER: Final[msgspec.msgpack.Decoder[Answer]] = msgspec.msgpack.Decoder(Answer)
_WORK: Final = msgspec.msgpack.Decoder(Work)
_SETTING: Final = msgspec.msgpack.Decoder(Setting)


def encoded(message: Setting | Work | Answer) -> bytes:
    """As it is sent."""
    return msgspec.msgpack.encode(message, enc_hook=_plain)


def answer_from(data: bytes) -> Answer:
    """What a worker said; `msgspec.ValidationError` if it is none of ours."""
    return _ANSWER.decode(data)


def work_from(data: bytes) -> Work:
    """What a worker is asked to do."""
    return _WORK.decode(data)


def setting_from(data: bytes) -> Setting:
    """What a worker must be."""
    return _SETTING.decode(data)


def _plain(value: Any) -> Any:
    """A staged submission holds its files in read-only mappings."""
    if isinstance(value, Mapping):
        return dict(value)
    raise NotImplementedError(f"{type(value).__name__} does not cross")
