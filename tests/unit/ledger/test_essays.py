"""Answers are kept as they were handed in, and no decision writes over another unseen."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

from grader.answers import Drawing, WrittenAnswer
from grader.ledger import KeptAnswer, Ledger, Mark

SHA = "a" * 64
ANSWERS = (
    WrittenAnswer("why-not", "because\0 of 합성곱 \U0001f600"),
    WrittenAnswer("draw-it", "", (Drawing("it.png", b"\x89PNG\xff\0"), Drawing("b.png", b"2"))),
)


def mark(person: str = "kim", question: str = "why-not", **fields: object) -> Mark:
    values = {
        "student": "1",
        "assignment": "hw1",
        "submission_sha256": SHA,
        "items": ("one",),
        "at": datetime.now(UTC),
    }
    return Mark(person=person, question=question, **values | fields)


def test_answers_come_back(ledger: Ledger) -> None:
    """Every character, every byte; drawings only when they are asked for."""
    ledger.essays.keep("hw1", SHA, ANSWERS)
    assert list(ledger.essays.answers("hw1")) == [
        KeptAnswer(SHA, "draw-it", "", 2),
        KeptAnswer(SHA, "why-not", ANSWERS[0].text, 0),
    ]
    assert ledger.essays.drawings("hw1", SHA, "draw-it") == ANSWERS[1].drawings
    assert ledger.essays.drawings("hw1", SHA, "why-not") == ()
    assert ledger.essays.drawings("hw1", "b" * 64, "draw-it") == ()
    assert list(ledger.essays.answers("hw2")) == []


def test_what_was_read_stays(ledger: Ledger) -> None:
    """Grading the submission again changes no answer that a person may have read."""
    ledger.essays.keep("hw1", SHA, ANSWERS)
    ledger.essays.keep("hw1", SHA, [WrittenAnswer("why-not", "otherwise"), *ANSWERS[1:]])
    assert [each.text for each in ledger.essays.answers("hw1")] == ["", ANSWERS[0].text]


def test_a_decision_on_what_was_seen(ledger: Ledger) -> None:
    """The second person, who has not seen the first one's decision, is told so."""
    first, second = mark("kim"), mark("lee", items=())
    assert ledger.essays.decide([(first, 0)])
    assert not ledger.essays.decide([(second, 0)])
    assert ledger.essays.decide([(second, 1)])
    assert ledger.marks("hw1") == [first, second]


def test_several_at_once_or_none(ledger: Ledger) -> None:
    """One conflict among several answers keeps nothing of the decision."""
    assert ledger.essays.decide([(mark(), 0)])
    others = [(mark("lee", student="2"), 0), (mark("lee"), 0), (mark("lee", student="3"), 0)]
    assert not ledger.essays.decide(others)
    assert len(ledger.marks("hw1")) == 1


def test_the_same_decision_again_is_no_conflict(ledger: Ledger) -> None:
    """A transaction may be repeated whose end was not heard."""
    once = mark()
    assert ledger.essays.decide([(once, 0)])
    assert ledger.essays.decide([(once, 0)])
    assert ledger.marks("hw1") == [once]


def test_two_people_at_once(url: str) -> None:
    """Of decisions that race on one answer one is kept, and the others hear of it."""
    start = threading.Barrier(4)
    kept: list[bool] = []

    def decide(person: str) -> None:
        with Ledger.open(url) as ledger:
            start.wait()
            kept.append(ledger.essays.decide([(mark(person), 0)]))

    Ledger.open(url).close()
    threads = [threading.Thread(target=decide, args=(name,)) for name in ("a", "b", "c", "d")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(kept) == [False, False, False, True]
    with Ledger.open(url) as ledger:
        assert len(ledger.marks("hw1")) == 1
