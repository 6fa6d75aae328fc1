"""Hidden things stay hidden, whatever a thief looks at and however it tries to get it out."""

from __future__ import annotations

import base64
import codecs
from random import Random

import pytest

from tests.attacks.arena import Arena
from tests.attacks.attack import LEVELS
from tests.attacks.canary_runs import DISGUISES, LOOTS, leaks, program, run
from tests.attacks.course import Canaries

_RUNS = 40


@pytest.mark.parametrize("arena", LEVELS[:1], indirect=True)
def test_random_thieves_get_nothing_out(arena: Arena) -> None:
    """In what a student gets there is no canary; the thieves did run and did see their inputs."""
    outcomes, found = run(arena, _RUNS, seed=1)
    assert found == []
    assert outcomes["passed"] > _RUNS // 2
    assert outcomes["crashed"] > 0


@pytest.mark.parametrize("arena", LEVELS[:1], indirect=True)
def test_the_same_search_finds_a_hidden_input_in_the_staffs_record(arena: Arena) -> None:
    """The control: the record before anything is withheld holds what the code said."""
    source = (
        f"def double(x): return x + x\ndef length(text): raise ValueError({DISGUISES['base64']})\n"
    )
    graded = arena.grade({"basics.py": "import base64\n" + source.replace("loot", "text")})
    assert leaks([graded.to_json().decode()], arena.canaries) == ["argument"]
    assert leaks([graded.for_student().to_json().decode()], arena.canaries) == []


@pytest.mark.parametrize("disguise", DISGUISES.values())
@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_every_disguise_is_seen_through(disguise: str, before: str) -> None:
    """Wherever in a longer text the word stands."""
    canaries = Canaries()
    words = {"loot": f"{before}{canaries.secret} and more", "base64": base64, "codecs": codecs}
    assert leaks([eval(disguise, words)], canaries) == ["secret"]  # noqa: S307


def test_programs_compile_and_differ() -> None:
    """Every place is looked at within a few hundred draws."""
    rng = Random(3)
    programs = {program(rng) for _ in range(300)}
    for source in programs:
        compile(source, "basics.py", "exec")
    assert len(programs) > 250
    assert all(any(look.strip().split("\n")[0] in p for p in programs) for look in LOOTS.values())
