"""The gate's steps about written answers find what is wrong, and nothing where all is right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from grader.assignment import find
from grader.errors import AssignmentError
from grader.grading import Lane
from grader.verify import dynamic, static, written
from grader.verify.findings import Finding
from grader.verify.stubs import stub_for
from grader.verify.subject import Subject

STEPS: tuple[Callable[[Subject], Iterator[Finding]], ...] = (
    static.points_add_up,
    static.stubs_are_up_to_date,
    static.nothing_is_revealed,
    written.questions_fit,
    written.essays_can_be_graded,
    written.wrong_answers_score_nothing,
    dynamic.stub_scores_nothing,
)


@pytest.fixture
def sound(written: Any) -> Any:
    """A course with a written exercise, whose stubs are there."""
    assignment = find("hw1", written.root)
    for exercise in assignment.exercises:
        path = assignment.folder / exercise.file
        path.write_text(stub_for(assignment, exercise), "utf-8")
    return written


def findings(course: Any) -> list[str]:
    assignment = find("hw1", course.root)
    with Lane(assignment) as lane:
        subject = Subject(assignment, lane)
        return [f"{f.where}: {f.message.en}" for step in STEPS for f in step(subject)]


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def test_a_sound_exercise_passes(sound: Any) -> None:
    """Nothing is found where everything is right."""
    assert findings(sound) == []


CASES = [
    ("assignments/hw1/assignment.toml", "points = 5.0", "points = 6.0", "answers: points"),
    ("assignments/hw1/answers.md", "Draw it.", "Draw!", "The stub is not what the reference"),
    ("solutions/hw1/rubric.toml", "points = 1.0", "points = 2.0", "add up to 2.0 points"),
    ("solutions/hw1/rubric.toml", '"two"', '"one"', "Two items have the same id"),
    ("solutions/hw1/rubric.toml", '"why-not"', '"draw-it"', "2 rubrics"),
    ("solutions/hw1/rubric.toml", '"why-not"', '"how-so"', "how-so: It is an essay or"),
    ("solutions/hw1/rubric.toml", "모두 그렸습니다.", "All.", "is not Korean"),
    ("solutions/hw1/answers.md", "Because. " * 10, "", "The reference leaves it out"),
    ("solutions/hw1/answers.md", "See it.png.", "", "does not mention your drawing"),
    ("assignments/hw1/checks/questions.md", "(2)", "(3)", "does not end with its points (2)"),
    ("assignments/hw1/checks/questions.md", "2. which-layer", "2. which-one", "one of the two"),
]


@pytest.mark.parametrize(("file", "old", "new", "said"), CASES)
def test_a_mistake_is_found(sound: Any, file: str, old: str, new: str, said: str) -> None:
    """Each mistake is named with its place."""
    edit(sound.root / file, old, new)
    assert any(said in finding for finding in findings(sound))


def test_a_check_that_is_too_tolerant_is_found(sound: Any) -> None:
    """A changed answer that passes shows it."""
    check = sound.solutions / "checks/test_answers.py"
    edit(check, "25, unit", "25, tolerance=0.5, unit")
    assert "answers::test_how_many: It passes with the answer: changed." in findings(sound)


def test_an_id_of_one_word_is_found(sound: Any) -> None:
    """It could begin a heading inside an answer."""
    for file in ("assignments/hw1/checks/questions.md", "assignments/hw1/answers.md"):
        edit(sound.root / file, "which-layer", "layer")
    edit(sound.solutions / "answers.md", "which-layer", "layer")
    edit(sound.solutions / "checks/test_answers.py", "which_layer", "layer")
    edit(sound.solutions / "checks/test_answers.py", "which-layer", "layer")
    assert any("use a hyphen" in finding for finding in findings(sound))


def test_an_answer_among_the_students_files_is_found(sound: Any) -> None:
    """A line of the reference answers or of the rubric in a handout is a leak."""
    leak = (sound.solutions / "answers.md").read_text("utf-8").splitlines()
    sound.write("assignments/hw1/README.md", max(leak, key=len))
    assert any("README.md: It holds a line" in finding for finding in findings(sound))


@pytest.mark.parametrize(
    "file",
    [
        "solutions/hw1/rubric.toml",
        "solutions/hw1/answers.md",
        "assignments/hw1/checks/questions.md",
    ],
)
def test_a_missing_file_is_an_error(sound: Any, file: str) -> None:
    """It is said which file is missing."""
    (sound.root / file).unlink()
    with pytest.raises(AssignmentError) as caught:
        findings(sound)
    assert file in caught.value.message.en
