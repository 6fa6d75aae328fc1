"""From the words of the command line to a batch, and from a batch to a full ledger."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from grader.assignment import content, find
from grader.batch.book import Book, LedgerBook, Outage, patiently
from grader.batch.extensions import given_in, together, told
from grader.batch.plan import Plan
from grader.batch.regrade import Draft
from grader.batch.run import Batch, Machines, Run, Watch
from grader.batch.tally import Tally
from grader.errors import UsageError
from grader.ledger import KeptExtension, Ledger, Spool
from grader.ledger.extensions import news
from grader.records import Confinement
from grader.roster import discover, read_receipts, read_roster
from grader.text import Text, say

# Of one question to the ledger: what lanes have done meanwhile must not wait long for the spool.
_PATIENCE_S: Final = 1.0


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    assignment: str
    submissions: Sequence[Path]
    machines: Machines
    roster: Path | None = None
    received: Path | None = None
    extensions: Path | None = None
    only: Sequence[str] = ()
    minimum: Confinement | None = None


def batch_of(asked: Asked) -> Batch:
    """Everything is looked up; nothing is opened or started."""
    assignment = find(asked.assignment)
    if assignment.solutions is None:
        folder = assignment.root / "solutions" / assignment.name
        raise UsageError(say("The hidden checks are not there: {folder}.", folder=folder))
    notices: list[Text] = []
    students = read_roster(asked.roster, notices.append) if asked.roster else None
    if not content.is_verified(assignment):
        notices.append(
            say("{name} as it is now has not passed grade verify here.", name=assignment.name)
        )
    _require_there(asked.submissions)
    clock = assignment.deadline.clock if assignment.deadline else None
    if asked.received and not assignment.deadline:
        notices.append(say("{name} has no deadline: nobody is late.", name=assignment.name))
    receipts = read_receipts(asked.received, students, clock) if asked.received else None
    wanted = assignment.with_needs(asked.only or [e.name for e in assignment.exercises])
    return Batch(
        id=f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
        assignment=assignment,
        discovery=discover(asked.submissions, students, receipts),
        machines=asked.machines,
        wanted=tuple(exercise.name for exercise in wanted),
        extensions=given_in(asked.extensions, assignment, students) if asked.extensions else (),
        minimum=asked.minimum,
        notices=tuple(notices),
    )


def grade_class(batch: Batch, url: str, watch: Watch, *, force: bool = False) -> Tally:
    """Every submission gets its verdict in the ledger at `url`; what is there already stands."""
    if "://" not in url:  # a URL may hold a password
        watch.notice(say("The ledger is {file}.", file=Path(url).resolve()))
    _tell(batch, watch)
    with _opened(url, batch, watch) as (ledger, book):
        return _run(batch, ledger, book, watch, force=force)


def draft_class(batch: Batch, url: str, watch: Watch, *, force: bool = False) -> Draft:
    """What `grade_class` would record; the ledger is only read."""
    draft = Draft()
    _tell(batch, watch)
    with _ledger(url, Outage(watch.notice), create=False) as ledger:
        _run(batch, ledger, draft, watch, force=force)
    return draft


def apply_draft(draft: Draft, batch: Batch, url: str, watch: Watch) -> int:
    """Record what was held back; how many verdicts that were."""
    with _opened(url, batch, watch) as (_, book):
        return patiently(partial(draft.apply, book), Outage(watch.notice))


def _require_there(paths: Sequence[Path]) -> None:
    """A mistyped path must not make a whole class missing."""
    for path in paths:
        if not path.exists():
            raise UsageError(say("There is nothing at {path}.", path=path))


def _tell(batch: Batch, watch: Watch) -> None:
    for notice in batch.notices:
        watch.notice(notice)


@contextmanager
def _opened(url: str, batch: Batch, watch: Watch) -> Iterator[tuple[Ledger, LedgerBook]]:
    spool, outage = Spool.of(url), Outage(watch.notice)
    with _ledger(url, outage) as ledger:
        patiently(partial(spool.flush, ledger), outage)
        yield ledger, LedgerBook(ledger, spool, batch.id, lease_s=batch.lease_s)
        patiently(partial(spool.flush, ledger), outage)


def _ledger(url: str, outage: Outage, *, create: bool = True) -> Ledger:
    return patiently(partial(Ledger.open, url, patience_s=_PATIENCE_S, create=create), outage)


def _run(batch: Batch, ledger: Ledger, book: Book, watch: Watch, *, force: bool) -> Tally:
    forced_by = batch.id if force else None
    extensions = patiently(partial(_extensions, batch, ledger, book, watch), Outage(watch.notice))
    plan = Plan(batch.assignment, ledger, batch.wanted, extensions, forced_by)
    return Run(batch, plan, book, watch).go()


def _extensions(batch: Batch, ledger: Ledger, book: Book, watch: Watch) -> dict[str, KeptExtension]:
    """Who has more time: by the ledger, and by what is given now, which is kept."""
    latest = ledger.extensions.latest(batch.assignment.name)
    new = news(batch.extensions, latest)
    book.extend(new)
    for sentence in told(latest, new):
        watch.notice(sentence)
    return together(latest, batch.extensions)
