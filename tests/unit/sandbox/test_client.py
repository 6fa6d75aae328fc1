"""Whatever a worker sends, or does not send, the client ends in a value or the right error."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from grader.errors import (
    ConfinementError,
    LimitExceeded,
    ProtocolViolation,
    StudentRaised,
    WorkerDied,
    WorkerError,
)
from grader.limits import Limits
from grader.sandbox import budget, stopwatch, wire
from grader.sandbox.client import Client, receive_greeting
from grader.sandbox.inside.capture import EXIT_OUTPUT
from grader.sandbox.inside.channel import Channel
from grader.text import Text
from tests.fuzz.frames import body_of_header, frame_of
from tests.unit.sandbox.conftest import ClientOf
from tests.unit.sandbox.fakes import FakeProcess

SHORT = Limits(wall_per_call_s=0.3)
RAISED = {"kind": "ValueError", "text": "no", "bases": ["ValueError"], "frames": [], "column": None}
Answer = Callable[[list[Any]], object]


def answering(*answers: Answer) -> Callable[[Channel, FakeProcess], None]:
    """A worker that answers each request with a message made from it."""

    def peer(channel: Channel, _: FakeProcess) -> None:
        for answer in answers:
            channel.send(answer(channel.receive()))
        channel.receive()

    return peer


def value_of(content: object, output: str = "") -> Answer:
    return lambda request: [request[0], "value", content, output]


def writing(raw: bytes, *, then_stay: bool = True) -> Callable[[Channel, FakeProcess], None]:
    """A worker that answers the first request with raw bytes."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        channel.receive()
        process.theirs.sendall(raw)
        if then_stay:
            channel.receive()

    return peer


def evidence_of(client: Client) -> str:
    """What the next request finds to be against the protocol."""
    with pytest.raises(ProtocolViolation) as violation:
        client.request("call", 1)
    return violation.value.evidence


def answer_frame(*content: object) -> bytes:
    return frame_of([1, *content])


# -------------------------------------------------------------------------------- answers


def test_a_request_goes_out_and_its_value_comes_back(client_of: ClientOf) -> None:
    """The worker sees every part of the request, the caller gets the value."""
    client = client_of(answering(lambda request: [request[0], "value", request[1:], ""]))
    got = client.request("call", 3, "forward", (np.ones(2), 1), {"pad": 2})
    assert got[1:4] == ["call", 3, "forward"]
    np.testing.assert_array_equal(got[4][0], np.ones(2))
    assert got[5] == {"pad": 2}
    assert client.alive


def test_a_seed_goes_with_the_first_request_of_a_check_only(client_of: ClientOf) -> None:
    """`begin` costs no message of its own."""
    echo: Answer = lambda request: [request[0], "value", request[1], ""]  # noqa: E731
    client = client_of(answering(echo, echo, echo))
    assert client.request("get", 1, "x") is None
    client.begin(7)
    assert [client.request("get", 1, "x") for _ in range(2)] == [7, None]


def test_an_exception_of_the_student_is_no_end(client_of: ClientOf) -> None:
    """It comes with its parts, and the worker goes on."""
    told = {
        "kind": "Odd",
        "text": "got 3",
        "bases": ["Odd", "ValueError"],
        "frames": [("a.py", 2), ("b.py", 5)],
        "column": 4,
    }
    client = client_of(answering(lambda r: [r[0], "raised", told, ""], value_of(5)))
    with pytest.raises(StudentRaised) as raised:
        client.request("call", 1)
    error = raised.value
    assert (error.kind, error.text, error.column) == ("Odd", "got 3", 4)
    assert error.bases == ("Odd", "ValueError")
    assert error.frames == (("a.py", 2), ("b.py", 5))
    assert str(error) == "Odd: got 3"
    assert client.request("call", 1) == 5


@pytest.mark.parametrize("parts", [("MemoryError", []), ("Mine", ["Mine", "MemoryError"])])
def test_a_memory_error_is_a_limit(client_of: ClientOf, parts: tuple[str, list[str]]) -> None:
    """Whether raised by Python or by a subclass, it says how much there was."""
    told = RAISED | {"kind": parts[0], "bases": parts[1]}
    client = client_of(answering(lambda r: [r[0], "raised", told, ""]), Limits(memory_mib=300))
    with pytest.raises(LimitExceeded, match="300 MiB") as reached:
        client.request("call", 1)
    assert reached.value.limit == "memory"
    assert not client.alive


HOSTILE_EXCEPTIONS = {
    "a text": "ValueError",
    "nothing": None,
    "a handle": wire.Handle(1),
    "no parts": {},
    "a part too many": RAISED | {"score": 100},
    "a part missing": {key: RAISED[key] for key in list(RAISED)[1:]},
    "an int for a kind": RAISED | {"kind": 5},
    "bytes for a text": RAISED | {"text": b"no"},
    "an array for a text": RAISED | {"text": np.zeros(2)},
    "a text for bases": RAISED | {"bases": "ValueError"},
    "a long frame": RAISED | {"frames": [("a.py", 1, 2)]},
    "a text for a line": RAISED | {"frames": [("a.py", "1")]},
    "a float for a column": RAISED | {"column": 1.5},
}


@pytest.mark.parametrize("told", HOSTILE_EXCEPTIONS.values(), ids=HOSTILE_EXCEPTIONS)
def test_an_exception_that_is_none_is_a_violation(client_of: ClientOf, told: object) -> None:
    """An exception has exactly its parts, of exactly their types."""
    client = client_of(answering(lambda r: [r[0], "raised", told, ""]))
    assert "an exception that is none" in evidence_of(client)
    assert not client.alive


def test_an_exception_is_cut_to_what_a_report_can_show(client_of: ClientOf) -> None:
    """A hundred thousand letters, two thousand frames: kept to a screenful."""
    told = {
        "kind": "K" * 50_000,
        "text": "T" * 100_000,
        "bases": ["B" * 1000] * 50,
        "frames": [("a.py", line) for line in range(2_000)],
        "column": 2**1000,
    }
    client = client_of(answering(lambda r: [r[0], "raised", told, ""]))
    with pytest.raises(StudentRaised) as raised:
        client.request("call", 1)
    error = raised.value
    assert (len(error.kind), len(error.text)) == (200, 2000)
    assert [len(base) for base in error.bases] == [200] * 16
    assert error.frames == tuple(("a.py", line) for line in range(1984, 2_000))


# ----------------------------------------------------------------------------- violations


def frame_with(header: object) -> bytes:
    body = body_of_header(header)
    return struct.pack("<I", len(body)) + body


VIOLATIONS = {
    "another id": frame_of([2, "value", 1, ""]),
    "an id from before": frame_of([0, "value", 1, ""]),
    "a text for an id": frame_of(["1", "value", 1, ""]),
    "no list": frame_of({"id": 1, "status": "value"}),
    "a number alone": frame_of(1),
    "a part missing": frame_of([1, "value", 1]),
    "a part too many": frame_of([1, "value", 1, "", ""]),
    "bytes for output": frame_of([1, "value", 1, b""]),
    "an unknown status": answer_frame("passed", 1, ""),
    "a status that is long": answer_frame("v" * 10_000, 1, ""),
    "a callback that nobody allowed": answer_frame("callback", [], ""),
    "two answers at once": answer_frame("value", 1, "") * 2,
    "an answer and a byte": answer_frame("value", 1, "") + b"x",
    "a short length": struct.pack("<I", 3) + b"abc",
    "a length of four gigabytes": b"\xff\xff\xff\xff",
    "text": b"12 passed in 0.01s\n",
    "a long line of text": b"score: 100\n" * 10_000,
    "a frame of noise": struct.pack("<I", 40) + bytes(range(40)),
    "a map": frame_with([1, "value", {str(n): n for n in range(1000)}, ""]),
}


@pytest.mark.parametrize("raw", VIOLATIONS.values(), ids=VIOLATIONS)
def test_bytes_that_are_no_answer_are_a_violation(client_of: ClientOf, raw: bytes) -> None:
    """Forged, doubled, oversized or meaningless: evidence, and the end of the worker."""
    client = client_of(writing(raw))
    evidence = evidence_of(client)
    assert evidence
    assert len(evidence) < 300
    assert not client.alive


def test_an_answer_before_the_question_is_a_violation(client_of: ClientOf) -> None:
    """Nobody can answer a request that was not made, however well the id is guessed."""
    client = client_of(answering())
    process_of(client).theirs.sendall(answer_frame("value", 100, ""))
    assert "nobody asked for" in evidence_of(client)


def test_a_second_answer_that_comes_later_is_a_violation(client_of: ClientOf) -> None:
    """The next request finds it, and does not take it for its own answer."""
    client = client_of(answering(value_of("right")))
    assert client.request("call", 1) == "right"
    process_of(client).theirs.sendall(frame_of([2, "value", "forged", ""]))
    assert "nobody asked for" in evidence_of(client)


def process_of(client: Client) -> FakeProcess:
    process = client._process
    assert isinstance(process, FakeProcess)
    return process


# ---------------------------------------------------------------------------------- deaths


@pytest.mark.parametrize("sent", [0, 2, 4, 9])
def test_an_end_in_the_middle_is_a_death(client_of: ClientOf, sent: int) -> None:
    """Before the answer, in its length, after it, in its body."""
    frame = answer_frame("value", "a long enough text", "")
    client = client_of(writing(frame[:sent], then_stay=False), return_code=-11)
    with pytest.raises(WorkerDied, match=r"ended before it answered \(signal 11\)"):
        client.request("call", 1)
    assert not client.alive


def test_an_end_between_two_requests_is_a_death(client_of: ClientOf) -> None:
    """The next request says so, with the exit code."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        channel.receive()
        channel.send([1, "value", 1, ""])

    client = client_of(peer, return_code=3)
    assert client.request("call", 1) == 1
    with pytest.raises(WorkerDied, match="exit code 3"):
        client.request("call", 1)


def test_too_much_output_is_a_limit(client_of: ClientOf) -> None:
    """The worker ends itself with a code of its own."""
    client = client_of(writing(b"", then_stay=False), return_code=EXIT_OUTPUT)
    with pytest.raises(LimitExceeded) as reached:
        client.request("call", 1)
    assert reached.value.limit == "output"


def test_a_dead_worker_stays_dead(client_of: ClientOf) -> None:
    """Every later request is a death too; the process is ended once."""
    client = client_of(writing(b"garbage!"))
    for expected in (ProtocolViolation, WorkerDied, WorkerDied):
        with pytest.raises(expected):
            client.request("call", 1)
    client.close()
    assert process_of(client).ends == 1


def test_an_argument_that_cannot_be_sent_ends_the_worker(client_of: ClientOf) -> None:
    """It is the author's error, and no half request is left behind."""
    client = client_of(answering(value_of(1)))
    with pytest.raises(wire.WireError, match="object cannot be sent"):
        client.request("call", 1, args=(object(),))
    assert not client.alive


# ---------------------------------------------------------------------------------- limits


def test_processor_time_is_read_outside_and_ends_a_call(client_of: ClientOf) -> None:
    """A worker that computes for ever is stopped, though it never says a word."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        channel.receive()
        process.clock_s = 2.5
        channel.receive()

    client = client_of(peer, Limits(cpu_per_call_s=2.0))
    with pytest.raises(LimitExceeded, match="after 2 seconds of processor time") as reached:
        client.request("call", 1)
    assert reached.value.limit == "cpu"
    assert not client.alive


def test_waiting_ends_a_call(client_of: ClientOf) -> None:
    """Sleep uses no processor time; the wall clock catches it."""

    def peer(channel: Channel, _: FakeProcess) -> None:
        channel.receive()
        channel.receive()

    client = client_of(peer, SHORT)
    with pytest.raises(LimitExceeded, match=r"did not answer for 0\.3 seconds") as reached:
        client.request("call", 1)
    assert reached.value.limit == "wall"


def asleep(channel: Channel, process: FakeProcess) -> None:
    process.in_line_s = {"1": 0.0}
    channel.receive()
    channel.receive()


def test_sleep_ends_a_call_long_before_its_wall_time(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker that wants no core is not waited for as one is that gets none."""
    monkeypatch.setattr(budget, "_ASLEEP_S", 0.3)
    client = client_of(asleep)
    with pytest.raises(LimitExceeded, match=r"rather than computing for 0\.3 seconds") as reached:
        client.request("call", 1)
    assert reached.value.limit == "wall"
    assert client._budget.wall_s < 10
    assert not client.alive


def test_a_worker_that_gets_no_core_has_its_wall_time(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands in line whenever it is looked at."""
    monkeypatch.setattr(budget, "_ASLEEP_S", 0.1)

    def starved(channel: Channel, process: FakeProcess) -> None:
        request = channel.receive()
        process.looked_at.wait(10)
        channel.send([request[0], "value", 1, ""])
        channel.receive()

    client = client_of(starved)
    assert client.request("call", 1) == 1
    assert client._budget.asleep_s == 0.0


def test_waiting_for_a_callback_is_no_sleep(
    client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The trusted side takes its time, and the worker has nothing to do."""
    monkeypatch.setattr(budget, "_ASLEEP_S", 0.1)

    def slow(request: list[Any]) -> tuple[str, Any]:
        time.sleep(0.4)
        return "value", request

    client = client_of(calling_back(["a"]), callback=slow)
    process_of(client).in_line_s = {"1": 0.0}
    assert client.request("call", 1) == [["value", ["a"]]]


def test_without_a_cpu_clock_the_wall_clock_remains(client_of: ClientOf) -> None:
    """Where a process's clock cannot be read nothing else changes."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        channel.receive()
        process.clock_s = None
        channel.receive()

    with pytest.raises(LimitExceeded) as reached:
        client_of(peer, SHORT).request("call", 1)
    assert reached.value.limit == "wall"


def test_a_slow_drip_of_bytes_ends_too(client_of: ClientOf) -> None:
    """Each byte arrives in time, the answer does not."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        channel.receive()
        for byte in answer_frame("value", "x" * 10_000, ""):
            process.theirs.sendall(bytes([byte]))
            time.sleep(0.01)

    with pytest.raises(LimitExceeded) as reached:
        client_of(peer, SHORT).request("call", 1)
    assert reached.value.limit == "wall"


def test_a_worker_that_does_not_read_ends_too(client_of: ClientOf) -> None:
    """Sending blocks at some point, and is not waited for longer than an answer."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        while process.connection.fileno() >= 0:
            time.sleep(0.01)

    with pytest.raises(LimitExceeded) as reached:
        client_of(peer, SHORT).request("call", 1, args=(np.zeros(1 << 22),))
    assert reached.value.limit == "wall"


def test_a_worker_that_sends_without_end_is_cut_off(client_of: ClientOf) -> None:
    """At the end of the frame that it announced, no later."""
    sent = 0

    def peer(channel: Channel, process: FakeProcess) -> None:
        nonlocal sent
        channel.receive()
        process.theirs.sendall(struct.pack("<I", 1 << 20))
        while True:
            sent += process.theirs.send(b"x" * (1 << 16))

    with pytest.raises(ProtocolViolation):
        client_of(peer).request("call", 1)
    assert sent < 8 << 20


def test_an_exercise_has_a_total(client_of: ClientOf) -> None:
    """Calls that are each in time add up, over the exercise."""

    def peer(channel: Channel, process: FakeProcess) -> None:
        while True:
            request = channel.receive()
            process.clock_s = (process.clock_s or 0.0) + 0.4
            channel.send([request[0], "value", 1, ""])

    client = client_of(peer, Limits(cpu_per_call_s=0.5, cpu_per_exercise_s=1.0))
    assert [client.request("call", 1) for _ in range(2)] == [1, 1]
    with pytest.raises(LimitExceeded, match=r"after 0\.2 seconds") as reached:
        client.request("call", 1)
    assert reached.value.limit == "cpu"
    with pytest.raises(LimitExceeded, match="whole exercise is used up: 1 seconds"):
        client.request("call", 1)


def test_what_threads_compute_between_two_calls_is_charged(client_of: ClientOf) -> None:
    """Work moved into a thread that runs on after the answer is not free."""
    client = client_of(answering(value_of(1), value_of(1)), Limits(cpu_per_call_s=2.0))
    assert client.request("call", 1) == 1
    process_of(client).clock_s = 3.0
    with pytest.raises(LimitExceeded) as reached:
        client.request("call", 1)
    assert reached.value.limit == "cpu"


@dataclass
class Clocks:
    """The grader's clocks, which a test can move on."""

    wall_s: float = 0.0
    own_s: float = 0.0  # processor time of the grader itself

    def monotonic(self) -> float:
        return time.monotonic() + self.wall_s

    def thread_time(self) -> float:
        return time.thread_time() + self.own_s


@pytest.fixture
def clocks(monkeypatch: pytest.MonkeyPatch) -> Clocks:
    clocks = Clocks()
    monkeypatch.setattr(stopwatch, "time", clocks)
    return clocks


def test_time_in_which_the_grader_was_stopped_is_not_charged(
    client_of: ClientOf, clocks: Clocks
) -> None:
    """A laptop's lid, Ctrl-Z, a busy machine: an hour's pause costs the student nothing."""

    def answer(request: list[Any]) -> object:
        clocks.wall_s += 3600
        return [request[0], "value", 1, ""]

    client = client_of(answering(answer))
    assert client.request("call", 1) == 1
    assert client._budget.wall_s < 60


def test_time_in_which_the_grader_reads_an_answer_is_charged(
    client_of: ClientOf, clocks: Clocks
) -> None:
    """Answers that are slow to decode cannot hold the grader for ever."""

    def answer(request: list[Any]) -> object:
        clocks.wall_s += 3600
        clocks.own_s += 3600
        return [request[0], "value", 1, ""]

    with pytest.raises(LimitExceeded):
        client_of(answering(answer)).request("call", 1)


# ------------------------------------------------------------------------------- callbacks


def calling_back(*requests: object) -> Callable[[Channel, FakeProcess], None]:
    """A worker that asks back and then returns all it was told."""

    def peer(channel: Channel, _: FakeProcess) -> None:
        number = channel.receive()[0]
        told = []
        for request in requests:
            channel.send([number, "callback", request, "asking "])
            told.append(channel.receive())
        channel.send([number, "value", told, "done"])
        channel.receive()

    return peer


def test_a_callback_is_answered_in_the_middle_of_a_call(client_of: ClientOf) -> None:
    """What the callback returns goes to the worker; output of all parts is kept."""
    client = client_of(
        calling_back(["a", 1], ["b", 2]), callback=lambda request: ("value", [request, "answered"])
    )
    told = client.request("call", 1)
    assert told == [["value", [["a", 1], "answered"]], ["value", [["b", 2], "answered"]]]
    assert client.take_output() == "asking asking done"


def test_time_of_a_callback_is_not_the_students(client_of: ClientOf, clocks: Clocks) -> None:
    """The trusted side may take longer than a call."""

    def slow(request: list[Any]) -> tuple[str, Any]:
        clocks.wall_s += 3600
        clocks.own_s += 3600
        return "value", request

    client = client_of(calling_back(["a"]), callback=slow)
    assert client.request("call", 1) == [["value", ["a"]]]
    assert client._budget.wall_s < 60


@pytest.mark.parametrize("request_", [None, "text", {"a": 1}, ("call",), 5, np.zeros(2)])
def test_a_callback_is_a_list(client_of: ClientOf, request_: object) -> None:
    """Anything else is a violation, and the callback is not asked."""
    client = client_of(calling_back(request_), callback=lambda _: pytest.fail("was asked"))
    with pytest.raises(ProtocolViolation):
        client.request("call", 1)


@pytest.mark.parametrize(
    "error",
    [WorkerDied(Text.same("no")), RuntimeError("no"), KeyboardInterrupt()],
    ids=lambda error: type(error).__name__,
)
def test_an_error_in_a_callback_ends_the_worker(client_of: ClientOf, error: BaseException) -> None:
    """The worker still waits for an answer, so it can be asked nothing any more."""

    def fails(_: list[Any]) -> tuple[str, Any]:
        raise error

    client = client_of(calling_back(["a"]), callback=fails)
    with pytest.raises(type(error)):
        client.request("call", 1)
    assert not client.alive


# ---------------------------------------------------------------------------------- output


def test_output_is_taken_once_and_in_order(client_of: ClientOf) -> None:
    """What was printed in several calls comes together, and then is gone."""
    client = client_of(answering(value_of(1, "one "), value_of(1), value_of(1, "two")))
    for _ in range(3):
        client.request("call", 1)
    assert [client.take_output(), client.take_output()] == ["one two", ""]


def test_output_is_kept_up_to_a_limit(client_of: ClientOf) -> None:
    """Thousands of callbacks that each print much do not fill the grader's memory."""
    part = "가" * 60_000

    def peer(channel: Channel, process: FakeProcess) -> None:
        number = channel.receive()[0]
        for _ in range(20):
            channel.send([number, "callback", ["a"], part])
            channel.receive()
        channel.send([number, "value", 1, part])
        channel.receive()

    client = client_of(peer, callback=lambda _: ("value", None))
    assert client.request("call", 1) == 1
    assert len(client._output) == 256 << 10
    assert len(client.take_output()) == 256 << 10


# -------------------------------------------------------------------------------- greeting


def greeted_by(peer: Callable[[Channel, FakeProcess], None], timeout_s: float = 5.0) -> None:
    process = FakeProcess(peer)
    try:
        receive_greeting(process.connection, timeout_s)
    finally:
        process.end()


def test_a_worker_says_that_it_is_ready() -> None:
    """Then, and only then, it may be used."""
    greeted_by(lambda channel, _: channel.send([0, "value", "ready", ""]))


def test_a_worker_says_why_it_could_not_be_confined() -> None:
    """The step that failed reaches whoever reads the error."""
    with pytest.raises(ConfinementError, match="step 'landlock' failed"):
        greeted_by(lambda channel, _: channel.send([0, "raised", "step 'landlock' failed", ""]))


@pytest.mark.parametrize("raw", [b"", b"\x05", b"\xff\xff\xff\xff", frame_of([1, 2])])
def test_a_greeting_that_is_none_is_no_confinement(raw: bytes) -> None:
    """An early end or other bytes: never taken for ready."""
    with pytest.raises(ConfinementError, match="before it was ready"):
        greeted_by(lambda _, process: process.theirs.sendall(raw))


def test_a_greeting_is_not_waited_for_without_end() -> None:
    """A worker that hangs while it is confined."""
    with pytest.raises(ConfinementError, match="timed out"):
        greeted_by(lambda _, process: time.sleep(0.2), timeout_s=0.05)


def test_every_error_of_a_worker_is_one_kind() -> None:
    """Whoever calls a worker has one class to catch."""
    for kind in (StudentRaised, WorkerDied, LimitExceeded, ProtocolViolation):
        assert issubclass(kind, WorkerError)


def test_a_module_is_a_handle(client_of: ClientOf) -> None:
    """Whatever else a worker answers when it is asked to load one is against the protocol."""
    client = client_of(answering(value_of(7)))
    with pytest.raises(ProtocolViolation, match="channel") as violation:
        client.load("answer", {"answer": ""})
    assert violation.value.evidence == "a module that is none"
