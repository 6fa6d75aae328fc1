"""Which implementations answer a check's calls as the student did."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import ExitStack, closing
from hashlib import blake2b
from itertools import islice
from secrets import token_bytes
from types import ModuleType
from typing import Any, Final

from grader.diagnosis.drawn import alike, seeded
from grader.diagnosis.kept import Kept
from grader.diagnosis.replay import agrees, overwritten, replay
from grader.sandbox import wire
from grader.sandbox.transcript import Transcript
from grader.sandbox.wire import Handle

_DIGEST_BYTES: Final = 16


class Replays:
    """Replays checks and keeps the answers: most students are asked the same, in one order.

    The generators begin where they began for the student, so that who draws the same numbers
    in the same order has the same network.
    """

    def __init__(self) -> None:
        self._kept = Kept()

    def explains(self, asked: Asked, module: ModuleType, strictness: float = 1.0) -> bool:
        """Every answer of `module` that can tell is the student's.

        Of attributes that nobody drew alike, shape and scale are compared; those into which
        the check wrote are not compared at all.
        """
        transcript = asked.transcript
        written = overwritten(transcript)
        with closing(self._answers(asked, module, transcript.seed)) as answers:
            for number, answer in enumerate(answers):
                call = transcript.calls[number]
                if agrees(call, answer, strictness) is not False:
                    continue
                if call.operation != "get":
                    return False
                drawn = call.name in written or self._drawn(asked, module, number, answer)
                if not drawn:
                    return False
        return True

    def _drawn(self, asked: Asked, module: ModuleType, number: int, answer: Any) -> bool:
        """The answer to call `number` is random, and the student's is of its shape and scale."""
        transcript = asked.transcript
        with closing(self._answers(asked, module, transcript.seed + 1)) as answers:
            again = next(islice(answers, number, None))
        return alike(transcript.calls[number].value, answer, again)

    def _answers(self, asked: Asked, module: ModuleType, seed: int) -> Generator[Any, None, None]:
        """What `module` answers to each call; it is asked from where nothing is kept."""
        transcript, running = asked.transcript, None
        with ExitStack() as undo:
            for number in range(len(transcript.calls)):
                key = module, seed, asked.until(number)
                if running is None and key not in self._kept:
                    undo.enter_context(seeded(seed))
                    running = islice(replay(transcript, module), number, None)
                if running is None:
                    yield self._kept[key]
                else:
                    yield self._kept.put(key, next(running))


class Asked:
    """What a check asked, in digests that are made as far as they are needed."""

    def __init__(self, transcript: Transcript) -> None:
        """To be forgotten with the transcript, which may be large."""
        self.transcript = transcript
        self._makers = {transcript.module: -1}  # of objects: by handle number, the call's
        self._digest = blake2b(digest_size=_DIGEST_BYTES)
        self._digests: list[bytes] = []

    def until(self, number: int) -> bytes:
        """What stands for this call and all before it."""
        while len(self._digests) <= number:
            self._take(len(self._digests))
        return self._digests[number]

    def _take(self, number: int) -> None:
        call = self.transcript.calls[number]
        target = None if call.target is None else Handle(call.target)
        question = [call.operation, target, call.name, call.args, call.kwargs]
        try:
            pieces: list[Any] = list(wire.encode(self._without_numbers(question)))
        except wire.WireError:  # it was never sent; what is like it is not known
            pieces = [token_bytes(_DIGEST_BYTES)]
        for piece in pieces:
            self._digest.update(piece)
        self._digests.append(self._digest.digest())
        if type(call.value) is Handle:
            self._makers[call.value.number] = number

    def _without_numbers(self, value: Any) -> Any:
        """Objects by the call that gave them: a worker counts on from check to check."""
        if type(value) is Handle:
            maker = self._makers.get(value.number)
            return ("object", maker, None if maker is not None else value.number)
        if type(value) in (list, tuple):
            return type(value)(map(self._without_numbers, value))
        if type(value) is dict:
            return {key: self._without_numbers(item) for key, item in value.items()}
        return value
