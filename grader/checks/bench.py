"""One exercise of one submission on the bench: its workers, its budget, its stand-ins."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from grader.assignment.reference import Interface
from grader.checks.proxy import Remote, handle_of
from grader.checks.timed import Timed
from grader.errors import GraderFault, StudentRaised
from grader.limits import Limits
from grader.records import Timing
from grader.sandbox.budget import Budget
from grader.sandbox.client import Callback, Client
from grader.sandbox.process import Workers
from grader.sandbox.transcript import Transcript
from grader.sandbox.wire import Handle
from grader.text import say
from grader.timing.cpu import CpuDevice
from grader.timing.device import Device


class Bench:
    """Calls student code of one module; makes a new worker whenever one has died."""

    def __init__(
        self,
        workers: Workers,
        module: str,
        sources: Mapping[str, str],
        limits: Limits,
        *,
        forbidden: tuple[str, ...] = (),
        stand_in: StandIn | None = None,
        references: Callable[[], Mapping[str, str]] = dict,
    ) -> None:
        """`sources` maps module names to source text, and so does what `references` returns."""
        self._workers = workers
        self._module = module
        self._sources = dict(sources)
        self._budget = Budget(limits)
        self._forbidden = forbidden
        self._stand_in = stand_in
        self._references = references
        self._timed: Timed | None = None
        self._client: Client | None = None
        self._student: Remote | None = None
        self._closed = False
        self._seed = 0  # of the present check
        self.transcripts: dict[str, Transcript] = {}  # of checks that did not pass

    def load(self) -> Remote:
        """The student's module in a fresh worker; `WorkerError` if it cannot be imported."""
        self._require_open()
        self._end_workers()
        limits = self._budget.limits
        callback: Callback | None = self._stand_in.answer if self._stand_in else None
        self._client = Client(self._workers.spawn(limits), self._budget, callback)
        names = self._stand_in.names if self._stand_in else {}
        handle = self._client.load(self._module, self._sources, self._forbidden, names)
        self._student = Remote(self._client, handle)
        return self._student

    def student(self, seed: int, *, alone: bool = False) -> Remote:
        """The student's module at the start of a check, every generator seeded.

        `alone`: in a worker that has seen no check before.
        """
        self._require_open()
        usable = self._client is not None and self._client.alive and not alone
        student = self._student if usable and self._student is not None else self.load()
        assert self._client is not None
        self._seed = seed
        self._client.begin(seed)
        return student

    def timed(self) -> Timed:
        """The module under a clock, in workers of its own; the others end, and disturb nobody."""
        self._require_open()
        self._end_workers()
        self._client = None
        if self._timed is None:
            sources = self._sources, self._references()
            self._timed = Timed(self._device(), self._module, *sources, self._forbidden)
        return self._timed

    def _device(self) -> Device:
        return CpuDevice(self._workers, self._budget.limits)

    def take_timing(self) -> Timing | None:
        """What the clock said in the check that has just ended."""
        return self._timed.take() if self._timed else None

    def take_output(self) -> str:
        """What the student's code printed since the last call."""
        return self._client.take_output() if self._client else ""

    def keep_transcript(self, check_id: str) -> None:
        """Remember what the check that has just ended asked and got."""
        if self._client is not None and self._student is not None:
            calls = tuple(self._client.calls)
            module = handle_of(self._student).number
            self.transcripts[check_id] = Transcript(module, calls, self._seed)

    @property
    def replaced(self) -> frozenset[str]:
        """Modules whose reference answered in place of the student's."""
        return frozenset(self._stand_in.used) if self._stand_in else frozenset()

    def close(self) -> None:
        """End the workers for good; from any thread, so a check that hangs can be left."""
        self._closed = True
        self._end_workers()

    def _require_open(self) -> None:
        if self._closed:
            raise GraderFault(say("Grading was stopped."))

    def _end_workers(self) -> None:
        if self._client is not None:
            self._client.close()
        if self._stand_in is not None:
            self._stand_in.close()
        if self._closed and self._timed is not None:
            self._timed.close()


class StandIn:
    """Reference modules in the place of failed ones, in a confined worker of their own.

    The student's worker gets substitutes whose calls come here (`answer`), so no reference
    code enters it; and because the reference runs confined too, no argument that student code
    makes up can hurt the trusted process. Only the modules' public names can be called, and
    of their objects only what the interface names: anything else, such as the modules' own
    imports, would be a way to the reference's source.
    """

    def __init__(
        self,
        workers: Workers,
        sources: Mapping[str, str],
        names: Mapping[str, Mapping[str, Interface | None]],
        limits: Limits,
    ) -> None:
        """`sources` are all references; `names` are the replaced modules' interfaces."""
        self._workers = workers
        self._sources = dict(sources)
        self._budget = Budget(limits)
        self.names = {module: dict(public) for module, public in names.items()}
        self._client: Client | None = None
        self._modules: dict[str, int] = {}  # handle numbers
        self._lent: dict[int, frozenset[str]] = {}  # names usable on what student code has
        self.used: set[str] = set()  # modules that student code really called

    def answer(self, request: list[Any]) -> tuple[str, Any]:
        """Carry out a callback of the student's worker on the reference.

        Raises `WorkerError` where the reference's worker went over a limit or died: the
        student's call cannot go on then, and must not try again for ever.
        """
        try:
            return "value", self._carry_out(request)
        except StudentRaised as error:  # of the reference, for arguments it refuses
            return "raised", {"kind": error.kind, "text": error.text}
        except ValueError as error:
            return "raised", {"kind": "RuntimeError", "text": str(error)}

    def close(self) -> None:
        """End the reference's worker."""
        if self._client is not None:
            self._client.close()

    def _carry_out(self, request: list[Any]) -> Any:
        client = self._ready()
        target, names = self._permitted(request)
        operation, _, name, args, keywords = request
        if not self._lent.keys() >= set(_handles([args, keywords])):
            raise ValueError("an argument is no object of a module that is replaced")
        value = client.request(operation, target, name, tuple(args), keywords)
        for number in _handles(value):
            self._lent.setdefault(number, names)
        return value

    def _permitted(self, request: list[Any]) -> tuple[int | None, frozenset[str]]:
        """Handle number of the request's target, and the names usable on what comes back."""
        match request:
            case ["call", str() as module, str() as name, list(), dict()]:
                return self._public(module, name)
            case ["hold", None, None, [_], dict()]:
                return None, frozenset()
            case ["assign", int() as target, None, [_], dict()] if target in self._lent:
                return target, frozenset()
            case ["call" | "get" | "set", int() as target, str() as name, list(), dict()] if (
                name in self._lent.get(target, ())
            ):
                return target, frozenset()
        raise ValueError(f"the request {request[:3]!r:.80} is none that can be met")

    def _public(self, module: str, name: str) -> tuple[int, frozenset[str]]:
        """The handle number of a module that has this public name; a class's own names."""
        if name not in self.names.get(module, ()):
            raise ValueError(f"there is no {module:.40}.{name:.40}")
        self.used.add(module)
        interface = self.names[module][name] or {}
        return self._modules[module], frozenset().union(*interface.values())

    def _ready(self) -> Client:
        if self._client is None or not self._client.alive:
            self._lent.clear()
            self._client = Client(self._workers.spawn(self._budget.limits), self._budget)
            for module in self.names:
                self._modules[module] = self._client.load(module, self._sources).number
        return self._client


def _handles(value: Any) -> Iterator[int]:
    """Numbers of all handles in a value."""
    if type(value) is Handle:
        yield value.number
    elif type(value) in (list, tuple):
        for item in value:
            yield from _handles(item)
    elif type(value) is dict:
        yield from _handles(list(value.values()))
