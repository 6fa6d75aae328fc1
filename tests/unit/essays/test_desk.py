"""People read answers without names and decide on them; nothing is lost and nothing assumed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import msgspec
import pytest

from grader.assignment import find
from grader.errors import AssignmentError, UsageError
from grader.essays.desk import Desk
from grader.essays.views import Decision
from grader.exports.classes import class_standings
from grader.ledger import Ledger
from tests.unit.essays.conftest import PNG


def only(desk: Desk, question: str = "why-not") -> Any:
    desk.questions()
    (answer,) = desk.answers(question)
    return answer


def decision(answer: Any, **fields: Any) -> Decision:
    question = fields.pop("question", "why-not")
    return Decision(question, {answer.id: answer.decisions}, **fields)


def test_a_ledger_of_another_assignment_is_told(desk: Desk, hand_in: Any, written: Any) -> None:
    """An empty page would look as if all were done; of an empty ledger it is true."""
    hand_in("20231234", "Because.")
    other = replace(find("hw1", written.root), name="hw2")
    with pytest.raises(UsageError, match=r"no verdict on hw2 yet; it has some on: hw1\."):
        Desk.open(desk._ledger, other, "kim")


def test_questions_across_the_class(desk: Desk, hand_in: Any) -> None:
    """In the assignment's order, with their words, their rubric and how far they are."""
    hand_in("20231234", "Because.", PNG)
    hand_in("20235678", "Since.")
    why, draw = desk.questions()
    assert (why.id, why.points, why.answers, why.decided) == ("why-not", 1.0, 2, 0)
    assert why.asked == "Why are there none in pooling layers?"
    assert [(item.id, item.points) for item in why.items] == [("one", 0.5), ("two", 0.5)]
    assert (draw.id, draw.answers) == ("draw-it", 1)


def test_no_name_is_told(desk: Desk, hand_in: Any) -> None:
    """Neither the student's id nor the submission's, not even where the answer names itself."""
    sha256 = hand_in("20231234", "I am 20231234, because.")
    told = msgspec.json.encode([desk.questions(), desk.answers("why-not")]).decode()
    assert "because" in told
    assert "20231234" not in told
    assert sha256 not in told


def test_like_answers_follow_one_another(desk: Desk, hand_in: Any) -> None:
    """Word for word the same ones are known as such."""
    for student, why in [("1", "A reason."), ("2", "Another."), ("3", "a  reason.")]:
        hand_in(student, why)
    desk.questions()
    answers = desk.answers("why-not")
    assert sorted(answer.text for answer in answers) == ["A reason.", "Another.", "a  reason."]
    groups = [answer.group for answer in answers]
    assert groups == sorted(groups)
    assert len({(answer.group, answer.words) for answer in answers}) == 2


def test_drawings_are_never_the_same(desk: Desk, hand_in: Any) -> None:
    """The words may be: what is drawn only a person can tell."""
    hand_in("1", "", PNG)
    hand_in("2", "", PNG)
    desk.questions()
    one, other = desk.answers("draw-it")
    assert one.group == other.group
    assert one.words != other.words


def test_the_order_tells_nothing_and_stays(desk: Desk, hand_in: Any) -> None:
    """Not that of the ids, another one for each question, and the same for every person."""
    texts = {str(number): f"{number} reasons" for number in range(20)}
    for student, why in texts.items():
        hand_in(student, why)
    desk.questions()
    order = [answer.text for answer in desk.answers("why-not")]
    desk.questions()
    assert [answer.text for answer in desk.answers("why-not")] == order
    assert order != sorted(order)


def test_a_decision_is_kept_with_who_and_when(desk: Desk, ledger: Ledger, hand_in: Any) -> None:
    """Items, adjustment and comment; the score follows from today's rubric."""
    sha256 = hand_in("1", "Because.")
    comment = " Well said. "
    assert desk.decide(decision(only(desk), items=("two",), adjustment=0.25, comment=comment))
    (mark,) = ledger.marks("hw1")
    assert (mark.student, mark.submission_sha256, mark.person) == ("1", sha256, "kim")
    assert (mark.items, mark.adjustment, mark.comment) == (("two",), 0.25, "Well said.")
    assert mark.at.tzinfo is not None
    answer = only(desk)
    assert (answer.mark.score, answer.decisions) == (0.75, 1)
    assert desk.questions()[0].decided == 1


def test_two_at_one_ledger(desk: Desk, written: Any, ledger: Ledger, hand_in: Any) -> None:
    """Whoever decides second, without having seen the first decision, is told; none is lost."""
    hand_in("1", "Because.")
    other = Desk.open(ledger, find("hw1", written.root), "lee")
    mine, theirs = only(desk), only(other)
    assert desk.decide(decision(mine, items=("one",)))
    assert not other.decide(decision(theirs, items=("one", "two")))
    assert only(other).mark.person == "kim"
    assert other.decide(decision(only(other), items=("one", "two")))
    assert [mark.person for mark in ledger.marks("hw1")] == ["kim", "lee"]


def test_taken_back(desk: Desk, ledger: Ledger, hand_in: Any) -> None:
    """A new entry says so, and the answer waits again."""
    hand_in("1", "Because.")
    desk.decide(decision(only(desk), items=("one",)))
    desk.decide(decision(only(desk), withdrawn=True))
    answer = only(desk)
    assert (answer.mark, answer.decisions) == (None, 2)
    assert len(ledger.marks("hw1")) == 2


def test_points_of_the_rubric_may_change(
    desk: Desk, written: Any, ledger: Ledger, hand_in: Any
) -> None:
    """What was decided is worth what its items are worth now; without its item it waits again."""
    hand_in("1", "Because.")
    desk.decide(decision(only(desk), items=("one",)))
    hw1, path = find("hw1", written.root), written.solutions / "rubric.toml"
    text = path.read_text("utf-8")
    path.write_text(text.replace('"one", points = 0.5', '"one", points = 0.75'), "utf-8")
    assert only(Desk.open(ledger, hw1, "kim")).mark.score == 0.75
    assert [each.total for each in class_standings(ledger, hw1)] == [3.75]
    path.write_text(text.replace('"one", points', '"first", points'), "utf-8")
    changed = Desk.open(ledger, hw1, "kim")
    assert only(changed).mark.score is None
    assert changed.questions()[0].decided == 0
    assert [each.total for each in class_standings(ledger, hw1)] == [None]


@pytest.mark.parametrize(
    "fields",
    [
        {"items": ("three",)},
        {"adjustment": 1.5},
        {"adjustment": float("nan")},
        {"comment": "x" * 2001},
        {"question": "no-such"},
    ],
)
def test_what_fits_no_rubric_is_refused(desk: Desk, hand_in: Any, fields: Any) -> None:
    """Only what the page can send."""
    hand_in("1", "Because.")
    with pytest.raises(UsageError):
        desk.decide(decision(only(desk), **fields))


def test_unknown_answers_and_drawings(desk: Desk, hand_in: Any) -> None:
    """An id of another run, or a drawing that is not there."""
    hand_in("1", "Because.", PNG)
    drawn = only(desk, "draw-it")
    assert desk.drawing("draw-it", drawn.id, 0).data == PNG
    for answer, number in ((drawn.id, 1), ("0" * 24, 0)):
        with pytest.raises(UsageError):
            desk.drawing("draw-it", answer, number)
    with pytest.raises(UsageError):
        desk.decide(Decision("why-not", {"0" * 24: 0}))
    with pytest.raises(UsageError):
        desk.decide(Decision("why-not", {}))


def test_a_rubric_is_needed(course: Any, written: Any, ledger: Ledger) -> None:
    """Missing, incomplete, or not on this machine."""
    path = written.solutions / "rubric.toml"
    path.write_text(path.read_text("utf-8").replace('"draw-it"', '"draw"'), "utf-8")
    with pytest.raises(AssignmentError, match="no rubric for draw-it"):
        Desk.open(ledger, find("hw1", written.root), "kim")
    path.unlink()
    with pytest.raises(AssignmentError, match="cannot be read"):
        Desk.open(ledger, find("hw1", written.root), "kim")
