"""Dishonest submissions earn nothing, learn nothing, change nothing; honest ones pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.records import GradedSubmission
from grader.reports.html.document import render
from tests.attacks.arena import Arena, check_of
from tests.attacks.attack import FULL, REACHED, Attack
from tests.attacks.catalogue import ATTACKS, CONTROLLED
from tests.attacks.naive.grader import NaiveVerdict
from tests.attacks.twins import TWINS, twin
from tests.attacks.values import TORCH

NUMBERS = [attack.number for attack in ATTACKS]


@pytest.mark.parametrize("attack", ATTACKS, ids=NUMBERS)
def test_the_attack_is_blocked(attack: Attack, arena: Arena) -> None:
    """No points, no secret, no trace, no harm to the next; and a person sees what happened."""
    host = arena.host()
    files = {"basics.py": attack.source, **attack.files}
    graded = arena.grade(files)
    if attack.aim == "reach":  # what the first run left, the second would find
        graded = arena.grade(files)

    assert_nothing_is_earned(attack, graded)
    assert_nothing_is_learned(attack, graded, arena)
    assert arena.host() == host
    assert arena.grade_neighbour() == arena.baseline
    assert_the_expected_is_said(attack, graded)


@pytest.mark.parametrize("attack", TORCH, ids=[attack.number for attack in TORCH])
def test_the_attack_is_blocked_with_torch(attack: Attack, torch_arena: Arena) -> None:
    """The same, where the worker has PyTorch."""
    test_the_attack_is_blocked(attack, torch_arena)


def assert_nothing_is_earned(attack: Attack, graded: GradedSubmission) -> None:
    """The same code without the trick has nothing right, or everything."""
    assert not graded.grader_faults
    most = FULL if attack.aim == "reach" else 0.0
    assert graded.score <= most


def assert_nothing_is_learned(attack: Attack, graded: GradedSubmission, arena: Arena) -> None:
    record = graded.to_json()
    reached = REACHED in record.decode()
    assert reached is (arena.level in attack.open_on), check_of(graded, "test_double").output
    assert arena.canaries.stolen(record) == []
    student = graded.for_student()
    pages = [student.to_json(), render(student, "ko").encode()]
    assert not any(arena.canaries.argument.encode() in page for page in pages)


def assert_the_expected_is_said(attack: Attack, graded: GradedSubmission) -> None:
    check = check_of(graded, "test_double")
    message = check.message.en if check.message else ""
    assert check.outcome.value == attack.outcome, message + check.output
    assert attack.says in message
    assert (check.flag is not None) is attack.flagged


@pytest.mark.parametrize("name", TWINS)
def test_the_twin_passes(name: str, arena: Arena) -> None:
    """Honest code that only looks like an attack earns everything, and no flag."""
    more = (
        {"conftest.py": "", "notes.txt": "", "pyproject.toml": ""} if name == "more files" else {}
    )
    graded = arena.grade({"basics.py": twin(name), **more}, "honest")
    assert graded.score == FULL, [c.message or c.output for e in graded.exercises for c in e.checks]
    assert all(check.flag is None for e in graded.exercises for check in e.checks)


@pytest.mark.parametrize("attack", CONTROLLED, ids=[attack.number for attack in CONTROLLED])
def test_the_naive_grader_falls_for_it(
    attack: Attack, naive_verdict: Callable[[Attack], NaiveVerdict]
) -> None:
    """The attack is real: a grader without this defence is beaten by it."""
    verdict = naive_verdict(attack)
    beaten = {
        "score": verdict.believes,
        "reach": REACHED in verdict.text,
        "harm": verdict.suffers,
    }
    assert beaten[attack.aim], (verdict.code, verdict.text[-2000:])


def test_every_attack_has_a_number_of_its_own() -> None:
    """Numbers are the names by which an attack is found again."""
    assert len(set(NUMBERS)) == len(NUMBERS)
    assert {attack.twin for attack in ATTACKS} <= TWINS.keys()
