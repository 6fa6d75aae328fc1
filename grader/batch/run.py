"""A whole class: plan, grade, record, one submission after another as lanes become free."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

import msgspec

from grader.assignment import Assignment
from grader.batch.book import LEASE_S, Book, Outage
from grader.batch.engine import Engine, level_of_all
from grader.batch.extensions import Given
from grader.batch.fitness import setting_of
from grader.batch.messages import Failed, Graded, Setting
from grader.batch.plan import Plan, Rejected, Todo
from grader.batch.tally import Tally
from grader.checks.paper import essays_of
from grader.errors import LedgerUnavailable
from grader.ledger import Entry, Status
from grader.records import Confinement, GradedSubmission
from grader.roster import Discovery, Found
from grader.text import Text, say

if TYPE_CHECKING:
    from distributed import Client

_LOOKS: Final = 10  # in a lease: at what others do, and at our own lanes


class Machines(Protocol):
    """Where the lanes are."""

    def connected(self) -> AbstractContextManager[Client]:
        """A client whose workers are there."""


class Watch(Protocol):
    """Somebody who looks on."""

    def start(self, tally: Tally) -> None:
        """The batch begins; `tally` is kept up to date."""

    def ended(self, found: Found, entry: Entry, *, new: bool) -> None:
        """A submission has a verdict, or a fault of ours in its place."""

    def notice(self, text: Text) -> None:
        """Something worth knowing."""


@dataclass(frozen=True)
class Batch:
    """What is to be done, and where."""

    id: str
    assignment: Assignment
    discovery: Discovery
    machines: Machines
    wanted: tuple[str, ...]  # exercises
    extensions: Given = ()  # of the command line; the ledger has more
    minimum: Confinement | None = None
    notices: tuple[Text, ...] = ()  # of what was read, for a person to check
    lease_s: float = LEASE_S  # others take over what we had so long after we died


class Run:
    """One run of a batch."""

    def __init__(self, batch: Batch, plan: Plan, book: Book, watch: Watch) -> None:
        self._batch = batch
        self._plan = plan
        self._book = book
        self._watch = watch
        self._lanes: tuple[Engine[Todo], Setting] | None = None
        self._outage = Outage(watch.notice)
        self._elsewhere: list[Found] = []
        self.tally = Tally(batch.discovery, has_deadline=batch.assignment.deadline is not None)

    def go(self) -> Tally:
        """Until every submission has ended, here or in another batch on the same ledger."""
        self._watch.start(self.tally)
        left: Iterable[Found] = self._batch.discovery.found
        with ExitStack() as stack:
            stack.callback(self._book.release)
            while left:
                self._elsewhere = []
                self._grade(self._todos(left), stack)
                left = self._elsewhere
                if left:
                    count = len(self._elsewhere)
                    self._watch.notice(say("{count} are under way in another batch.", count=count))
                    time.sleep(self._pause_s)
        self.tally.require_sum()
        return self.tally

    @property
    def _pause_s(self) -> float:
        return self._batch.lease_s / _LOOKS

    def _todos(self, left: Iterable[Found]) -> Iterator[Todo | None]:
        """What we are to grade; None while the ledger cannot say."""
        waiting = deque(left)
        while waiting:
            self._book.renew()
            try:
                todo = self._todo(waiting[0])
            except LedgerUnavailable as error:
                self._outage.note(error)
                yield None
                continue
            self._outage.over()
            waiting.popleft()
            if todo:
                yield todo

    def _todo(self, found: Found) -> Todo | None:
        """What a lane has to do; all else ends here. May be called again if the ledger fails."""
        seen = self._plan.look(found)
        if isinstance(seen, Entry):
            self._end(found, seen, new=False)
        elif isinstance(seen, Rejected):
            entry = self._entry(seen, Status.REJECTED, reason=seen.reason)
            self._end(found, entry, new=self._book.record(entry))
        else:
            self._keep_essays(seen)
            if self._book.claim(seen.key):
                return seen
            self._elsewhere.append(found)
        return None

    def _keep_essays(self, todo: Todo) -> None:
        """Before the verdict: wherever that is, what a person is to grade is there too."""
        written = essays_of(self._batch.assignment, todo.staged)
        self._book.keep(todo.key.assignment, todo.staged.sha256, written)

    def _grade(self, todos: Iterator[Todo | None], stack: ExitStack) -> None:
        first = next(filter(None, todos), None)
        if first is None:  # no machine is started for nothing
            return
        self._lanes = self._lanes or self._opened(stack)
        engine, setting = self._lanes
        work = ((todo, todo.work(setting)) if todo else None for todo in chain([first], todos))
        for settled in engine.answers(work):
            self._book.renew()
            if settled:
                self._settle(*settled)

    def _opened(self, stack: ExitStack) -> tuple[Engine[Todo], Setting]:
        """Lanes on all machines, none held less strictly than any is now."""
        batch = self._batch
        setting = setting_of(batch.assignment, batch.wanted, batch.minimum)
        client = stack.enter_context(batch.machines.connected())
        setting = msgspec.structs.replace(setting, minimum=level_of_all(client, setting))
        engine: Engine[Todo] = Engine(client, tick_s=self._pause_s)
        self.tally.in_lanes = engine.running
        return engine, setting

    def _settle(self, todo: Todo, answer: Graded | Failed) -> None:
        if isinstance(answer, Graded):
            entry = self._entry(todo, Status.GRADED, record=answer.record)
        else:
            entry = self._entry(todo, Status.FAULT, record=answer.record, reason=answer.reason)
        if todo.before:
            self.tally.compare(todo.before, entry)
        self._end(todo.found, entry, new=self._book.record(entry, todo.before))

    def _entry(
        self,
        of: Todo | Rejected,
        status: Status,
        record: GradedSubmission | None = None,
        reason: Text | None = None,
    ) -> Entry:
        lateness = self._plan.lateness(of.found, of.before if isinstance(of, Todo) else None)
        return Entry(
            key=of.key,
            status=status,
            batch=self._batch.id,
            recorded_at=datetime.now(UTC),
            record=record,
            reason=reason,
            received_at=lateness.received_at,
            late_by_s=lateness.late_by_s,
            lateness_factor=float(lateness.factor),
            exercises=of.exercises if isinstance(of, Todo) else {},
        )

    def _end(self, found: Found, entry: Entry, *, new: bool) -> None:
        self.tally.note(entry, new=new)
        self._watch.ended(found, entry, new=new)
