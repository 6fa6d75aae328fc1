"""Where everybody on the roster ended; the counts must add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from grader.errors import GraderFault
from grader.ledger import Entry, Status
from grader.roster import Discovery
from grader.text import say

# Of several attempts of one student, what counts here: what somebody must look after comes first.
_FIRST = (Status.FAULT, Status.GRADED, Status.REJECTED)


@dataclass
class Tally:
    """Filled while the batch runs."""

    discovery: Discovery
    has_deadline: bool = False
    new: int = 0  # verdicts reached by this batch
    ended: int = 0  # submissions, by whatever batch
    in_lanes: Callable[[], int] = int  # how many are in a lane now; none before lanes are open
    statuses: dict[str, set[Status]] = field(default_factory=dict)  # by student
    unsettled: list[Entry] = field(default_factory=list)  # rejected, or faults of ours
    again: int = 0  # new verdicts that take the place of one
    moved: list[tuple[Entry, Entry]] = field(default_factory=list)  # verdicts: before, by lateness
    undated: set[str] = field(default_factory=set)  # students: in time, for no receipt says more

    @property
    def submissions(self) -> int:
        """How many there are to be accounted for."""
        return len(self.discovery.found)

    @property
    def running(self) -> int:
        """Submissions in a lane."""
        return self.in_lanes()

    @property
    def left(self) -> int:
        """Submissions that have not ended yet."""
        return self.submissions - self.ended

    @property
    def roster(self) -> int:
        """Students."""
        return len(self.discovery.students) + len(self.discovery.missing)

    def note(self, entry: Entry, *, new: bool) -> None:
        """A submission has ended."""
        self.ended += 1
        self.new += new
        self.statuses.setdefault(entry.key.student, set()).add(entry.status)
        if entry.status is not Status.GRADED:
            self.unsettled.append(entry)
        elif self.has_deadline and entry.received_at is None:
            self.undated.add(entry.key.student)

    def compare(self, before: Entry, entry: Entry) -> None:
        """A verdict takes the place of another."""
        self.again += entry.settled
        if entry.settled and entry.lateness_factor != before.lateness_factor:
            self.moved.append((before, entry))

    def count(self, status: Status) -> int:
        """Students who ended so."""
        return self._counted()[status]

    @property
    def to_look_after(self) -> int:
        """Rejected and unknown things, and faults of ours."""
        return len(self.unsettled) + len(self.discovery.unknown) + len(self.discovery.refused)

    def require_sum(self) -> None:
        """`GraderFault` unless roster = graded + rejected + missing + grader faults."""
        ended = sum(self._counted().values()) + len(self.discovery.missing)
        if ended != self.roster:
            raise GraderFault(
                say(
                    "{got} students are accounted for, expected {expected} as on the roster.",
                    got=ended,
                    expected=self.roster,
                )
            )

    def _counted(self) -> Counter[Status]:
        return Counter(next(s for s in _FIRST if s in seen) for seen in self.statuses.values())
