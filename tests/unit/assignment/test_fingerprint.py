"""What a verdict depends on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import msgspec
import pytest

from grader.assignment import compilers, find
from grader.assignment import fingerprint as module
from grader.assignment.fingerprint import (
    checks_sha256,
    environment,
    environment_sha256,
    exercise_fingerprints,
)

BOTH, NONE = {"double", "quadruple"}, set()
ROOT = "assignments/hw1", "solutions/hw1"


@pytest.fixture
def changed(course: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], set[str]]:
    """The exercises whose fingerprint changes with a file's text."""
    monkeypatch.chdir(course.root)
    course.write("assignments/hw1/layers.py", "given = 1\n")
    toml = course.assignment / "assignment.toml"
    toml.write_text(
        toml.read_text().replace("[[exercises]]", 'given = ["layers.py"]\n\n[[exercises]]', 1)
    )

    def change(name: str, text: str) -> set[str]:
        before = exercise_fingerprints(find("hw1")), checks_sha256(find("hw1"))
        path = course.root / name
        course.write(name, (path.read_text() if path.exists() else "") + text)
        after = exercise_fingerprints(find("hw1")), checks_sha256(find("hw1"))
        assert (before[0] == after[0]) == (before[1] == after[1])
        return {exercise for exercise in before[0] if before[0][exercise] != after[0][exercise]}

    return change


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("solutions/hw1/checks/test_quadruple.py", {"quadruple"}),
        ("solutions/hw1/quadruple.py", {"quadruple"}),
        ("solutions/hw1/checks/test_double.py", BOTH),
        ("solutions/hw1/double.py", BOTH),
        ("solutions/hw1/misconceptions/double/adds_one.py", BOTH),
        ("solutions/hw1/misconceptions/quadruple/new.py", {"quadruple"}),
        ("solutions/hw1/small/quadruple.py", {"quadruple"}),
        ("solutions/hw1/checks/shared.py", BOTH),
        ("assignments/hw1/layers.py", BOTH),
        ("assignments/hw1/data/digits.txt", BOTH),
        ("assignments/hw1/checks/test_double.py", NONE),
        ("assignments/hw1/README.md", NONE),
        ("assignments/hw1/double.py", NONE),
        ("solutions/hw1/rubric.toml", NONE),
        ("solutions/hw1/equivalent_mutants.toml", NONE),
        ("solutions/hw1/__pycache__/double.py", NONE),
        ("solutions/hw1/.ruff_cache/0/1", NONE),
    ],
)
def test_a_file_belongs_to_exercises(
    changed: Callable[[str, str], set[str]], name: str, expected: set[str]
) -> None:
    """Its own, those that build on that, or all; what people read belongs to none."""
    assert changed(name, "# changed\n") == expected


def test_a_section_belongs_to_its_exercise(changed: Callable[[str, str], set[str]]) -> None:
    """The last section of assignment.toml is that of the second exercise."""
    limits = "[exercises.limits]\ncpu_per_call_s = 9.0\n"
    assert changed("assignments/hw1/assignment.toml", limits) == {"quadruple"}


def test_settings_of_the_assignment_are_everybodys(
    course: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Limits and the least confinement count; the titles that people read do not."""
    monkeypatch.chdir(course.root)
    toml = course.assignment / "assignment.toml"
    first, text = exercise_fingerprints(find("hw1")), toml.read_text()
    toml.write_text(text.replace('en = "Homework"', 'en = "Exercise"'))
    assert exercise_fingerprints(find("hw1")) == first
    for line in ('minimum_confinement = "namespaces"\n', "[limits]\nmemory_mib = 99\n\n"):
        toml.write_text(text.replace("[[exercises]]", line + "[[exercises]]", 1))
        now = exercise_fingerprints(find("hw1"))
        assert {name for name in now if now[name] != first[name]} == BOTH


def test_another_secret_is_another_verdict(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inputs derive from it; where students work there is none."""
    monkeypatch.chdir(course.root)
    first = exercise_fingerprints(find("hw1"))
    (course.root / "secret").write_bytes(b"another secret, also of 32 bytes or more")
    assert not set(first.values()) & set(exercise_fingerprints(find("hw1")).values())


def test_public_checks_count_where_hidden_ones_are_absent(
    course: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are what is run there."""
    monkeypatch.chdir(course.root)
    course.solutions.rename(course.root / "elsewhere")
    first = exercise_fingerprints(find("hw1"))
    course.write("assignments/hw1/checks/test_double.py", "# changed\n")
    assert exercise_fingerprints(find("hw1")) != first


def test_questions_belong_to_the_written_exercise(
    written: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What students were asked decides what they added."""
    monkeypatch.chdir(written.root)
    first = exercise_fingerprints(find("hw1"))
    questions = written.assignment / "checks/questions.md"
    questions.write_text(questions.read_text() + "\n")
    now = exercise_fingerprints(find("hw1"))
    assert {name for name in now if now[name] != first[name]} == {"answers"}


def test_the_environment_is_named(course: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """By what can change a verdict; an absent package is one too."""
    monkeypatch.chdir(course.root)
    found = find("hw1")
    named, sha256 = environment(found), environment_sha256(found)
    assert set(named) == {"grade", "machine", "numpy", "python"}
    assert "absent" not in named.values()
    monkeypatch.setattr(compilers, "versions", lambda: {"g++": "14.2.0", "nvcc": "absent"})
    assert environment(found) == named
    kernel = msgspec.structs.replace(found.exercises[1], kernel=True)
    kernels = environment(replace(found, exercises=(found.exercises[0], kernel)))
    assert kernels.keys() - named.keys() == {"torch", "triton", "g++", "nvcc"}
    monkeypatch.setattr(module, "_version", lambda _: "absent")
    assert environment(found)["numpy"] == "absent"
    assert environment_sha256(found) != sha256
