"""Written exercises are graded without a worker, and essays wait for a person."""

from __future__ import annotations

from typing import Any

import pytest

from grader.answers import Drawing, WrittenAnswer
from grader.assignment import find
from grader.checks.paper import essays_of
from grader.grading import grade
from grader.records import ExerciseResult, GradedSubmission, Outcome
from grader.stage import stage


def graded(course: Any, text: str | bytes, **files: bytes) -> GradedSubmission:
    """The record of a folder with this answers.md, and other files."""
    folder = course.submission()
    data = text.encode() if isinstance(text, str) else text
    (folder / "answers.md").write_bytes(data)
    for name, content in files.items():
        (folder / name.replace("_", ".")).write_bytes(content)
    record = grade(folder, find("hw1", course.root), only=["answers"])
    assert GradedSubmission.from_json(record.to_json()) == record
    return record


def right(course: Any) -> str:
    return (course.solutions / "answers.md").read_text("utf-8")


def unfilled(course: Any) -> str:
    return (course.assignment / "answers.md").read_text("utf-8")


def outcomes(result: ExerciseResult) -> list[str]:
    return [check.outcome.value for check in result.checks]


def picture(course: Any) -> bytes:
    return (course.solutions / "it.png").read_bytes()


def test_right_answers(written: Any) -> None:
    """Machine points are earned; the points of the essays wait and are no part of the score."""
    record = graded(written, right(written), it_png=picture(written))
    assert (record.score, record.points, record.needs_person) == (3.0, 3.0, 2.0)
    assert [essay.notes for essay in record.exercises[0].essays] == [(), ()]
    assert record.all_passed
    assert record.submission.files == ("answers.md", "double.py", "it.png", "quadruple.py")


def test_an_unfilled_file(written: Any) -> None:
    """Nothing is attempted, nobody waits, and the maximum stays what it was."""
    record = graded(written, unfilled(written))
    assert outcomes(record.exercises[0]) == ["not_attempted", "not_attempted"]
    assert (record.score, record.points, record.needs_person) == (0.0, 5.0, 0.0)
    assert not record.all_passed


def test_one_essay_left_out(written: Any) -> None:
    """Its points are lost; those of the other wait."""
    text = right(written).replace("Because. " * 10, "")
    record = graded(written, text, it_png=picture(written))
    assert (record.score, record.points, record.needs_person) == (3.0, 4.0, 1.0)
    assert [essay.answered for essay in record.exercises[0].essays] == [False, True]
    assert not record.all_passed


@pytest.mark.parametrize(
    ("old", "new", "files", "said"),
    [
        ("It shows. " * 10, "", {"it_png": True}, "The answer is short"),
        ("", "", {}, "no drawing"),
        ("See it.png.", "See it.", {"it_png": True}, "does not mention your drawing it.png"),
        ("", "", {"it_png": False}, "it.png is no PNG or JPEG picture"),
    ],
)
def test_the_form_of_an_essay(
    written: Any, old: str, new: str, files: dict[str, bool], said: str
) -> None:
    """What a person would miss is noted and costs nothing."""
    contents = {name: picture(written) if real else b"<svg>" for name, real in files.items()}
    record = graded(written, right(written).replace(old, new), **contents)
    essay = record.exercises[0].essays[1]
    assert essay.answered
    assert [said in note.en for note in essay.notes] == [True]
    assert record.needs_person == 2.0


def test_a_drawing_alone_is_an_answer(written: Any) -> None:
    """A person shall see it."""
    text = right(written).replace("See it.png. " + "It shows. " * 10, "")
    essay = graded(written, text, it_png=picture(written)).exercises[0].essays[1]
    assert essay.answered


def test_a_wrong_answer(written: Any) -> None:
    """It costs its own points, and the record tells nothing of the right one."""
    record = graded(written, right(written).replace("25개", "26개"), it_png=picture(written))
    assert outcomes(record.exercises[0]) == ["failed", "passed"]
    assert record.score == 2.0
    message = record.exercises[0].checks[0].message
    assert message is not None
    assert "26" in message.en
    assert "25" not in message.en


def test_a_file_that_cannot_be_read(written: Any) -> None:
    """It is refused with the reason, and no essay waits."""
    record = graded(written, right(written).encode("cp949", "replace"))
    assert outcomes(record.exercises[0]) == ["rejected", "rejected"]
    message = record.exercises[0].checks[0].message
    assert message is not None
    assert "CP949" in message.en
    assert record.needs_person == 0.0


def test_a_missing_file(written: Any) -> None:
    """Every check is not attempted, and every essay is lost."""
    record = grade(written.submission(), find("hw1", written.root), only=["answers"])
    assert outcomes(record.exercises[0]) == ["not_attempted", "not_attempted"]
    assert (record.points, record.needs_person) == (5.0, 0.0)


def test_notes_on_headings_reach_the_record(written: Any) -> None:
    """A mistyped id is accepted and told."""
    record = graded(written, right(written).replace("1. how-many", "1. how-meny"))
    assert record.exercises[0].checks[0].outcome is Outcome.PASSED
    assert "how-meny" in record.exercises[0].notes[0].en


def test_the_other_exercises_do_not_care(written: Any) -> None:
    """Code and words are graded in one go."""
    folder = written.submission()
    (folder / "answers.md").write_text(right(written), "utf-8")
    record = grade(folder, find("hw1", written.root))
    assert [result.name for result in record.exercises] == ["double", "quadruple", "answers"]
    assert (record.score, record.points, record.needs_person) == (7.0, 7.0, 2.0)


def test_without_solutions_the_form_is_checked(written: Any) -> None:
    """Students measure what they added by the questions, not by their own filled file."""
    written.write("assignments/hw1/answers.md", right(written))
    (written.solutions).rename(written.root / "elsewhere")
    record = grade(written.assignment, find("hw1", written.root), only=["answers"])
    assert [essay.answered for essay in record.exercises[0].essays] == [True, True]
    assert (record.exercises[0].hidden_checks, record.exercises[0].hidden_points) == (2, 3.0)


def test_code_fixtures_are_not_for_written_exercises(written: Any) -> None:
    """A check that asks for `student` there is the author's mistake, never a zero."""
    path = written.solutions / "checks/test_answers.py"
    path.write_text(path.read_text("utf-8").replace("which_layer(answers)", "which_layer(student)"))
    record = graded(written, right(written))
    assert record.exercises[0].checks[1].outcome is Outcome.GRADER_FAULT


def test_what_a_person_will_read(written: Any) -> None:
    """Each answered essay without its question, and the pictures that are some."""
    folder, hw1 = written.submission(), find("hw1", written.root)
    (folder / "answers.md").write_text(right(written), "utf-8")
    (folder / "it.png").write_bytes(picture(written))
    why, draw = essays_of(hw1, stage(folder, hw1.files))
    assert (why.question, why.drawings) == ("why-not", ())
    assert why.text.endswith("Because. Because.")
    assert ">" not in why.text
    assert draw == WrittenAnswer("draw-it", draw.text, (Drawing("it.png", picture(written)),))
    (folder / "it.png").write_bytes(b"<svg>")
    assert essays_of(hw1, stage(folder, hw1.files))[1].drawings == ()


def test_what_nobody_needs_to_read(written: Any) -> None:
    """What is not answered, doubled, or in a file that cannot be read."""
    folder, hw1 = written.submission(), find("hw1", written.root)
    assert essays_of(hw1, stage(folder, hw1.files)) == ()
    for text in (unfilled(written).encode(), b"\xff\xfe\x00"):
        (folder / "answers.md").write_bytes(text)
        assert essays_of(hw1, stage(folder, hw1.files)) == ()
