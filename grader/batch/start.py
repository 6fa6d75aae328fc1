"""From the words of the command line to a batch, and from a batch to a full ledger."""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from grader.assignment import Assignment, find
from grader.batch.book import Book, LedgerBook, patiently
from grader.batch.cluster import Machines
from grader.batch.plan import Late, Plan
from grader.batch.regrade import Draft
from grader.batch.run import Batch, Run, Watch
from grader.batch.tally import Tally
from grader.errors import UsageError
from grader.lateness import late
from grader.ledger import Ledger, Spool
from grader.records import Confinement
from grader.roster import Student, discover, read_extensions, read_receipts, read_roster
from grader.text import say


@dataclass(frozen=True)
class Asked:
    """What the command line says."""

    assignment: str
    submissions: Sequence[Path]
    machines: Machines
    roster: Path | None = None
    received: Path | None = None
    extensions: Path | None = None
    ledger: str = ""
    only: Sequence[str] = ()
    minimum: Confinement | None = None


def batch_of(asked: Asked) -> Batch:
    """Everything is looked up; nothing is opened or started."""
    assignment = find(asked.assignment)
    if assignment.solutions is None:
        folder = assignment.root / "solutions" / assignment.name
        raise UsageError(say("The hidden checks are not there: {folder}.", folder=folder))
    students = read_roster(asked.roster) if asked.roster else None
    clock = assignment.deadline.clock if assignment.deadline else None
    receipts = read_receipts(asked.received, students, clock) if asked.received else None
    wanted = assignment.with_needs(asked.only or [e.name for e in assignment.exercises])
    return Batch(
        id=f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{secrets.token_hex(4)}",
        assignment=assignment,
        discovery=discover(asked.submissions, students, receipts),
        machines=asked.machines,
        wanted=tuple(exercise.name for exercise in wanted),
        late=_late(assignment, asked.extensions, students),
        minimum=asked.minimum,
    )


def url_of(asked: Asked) -> str:
    """The ledger's."""
    return asked.ledger or f"{asked.assignment}-grades.sqlite"


def grade_class(batch: Batch, url: str, watch: Watch, *, force: bool = False) -> Tally:
    """Every submission gets its verdict in the ledger at `url`; what is there already stands."""
    if "://" not in url:  # a URL may hold a password
        watch.notice(say("The ledger is {file}.", file=Path(url).resolve()))
    with _opened(url, batch, watch) as (ledger, book):
        return _run(batch, ledger, book, watch, force=force)


def draft_class(batch: Batch, url: str, watch: Watch, *, force: bool = False) -> Draft:
    """What `grade_class` would record; the ledger is only read."""
    draft = Draft()
    with Ledger.open(url, notice=watch.notice, create=False) as ledger:
        _run(batch, ledger, draft, watch, force=force)
    return draft


def apply_draft(draft: Draft, batch: Batch, url: str, watch: Watch) -> int:
    """Record what was held back; how many verdicts that were."""
    with _opened(url, batch, watch) as (_, book):
        return draft.apply(book)


@contextmanager
def _opened(url: str, batch: Batch, watch: Watch) -> Iterator[tuple[Ledger, LedgerBook]]:
    spool = Spool.of(url)
    with Ledger.open(url, notice=watch.notice) as ledger:
        patiently(partial(spool.flush, ledger))
        yield ledger, LedgerBook(ledger, spool, batch.id)
        patiently(partial(spool.flush, ledger))


def _run(batch: Batch, ledger: Ledger, book: Book, watch: Watch, *, force: bool) -> Tally:
    forced_by = batch.id if force else None
    plan = Plan(batch.assignment, ledger, batch.wanted, batch.late, forced_by)
    return Run(batch, plan, book, watch).go()


def _late(assignment: Assignment, path: Path | None, students: Sequence[Student] | None) -> Late:
    deadline = assignment.deadline
    if deadline is None:
        if path:
            raise UsageError(say("{name} has no deadline to extend.", name=assignment.name))
        return lambda _: None
    extensions = read_extensions(path, deadline, students) if path else {}
    return lambda found: late(found.received_at, deadline, extensions.get(found.student_id))
