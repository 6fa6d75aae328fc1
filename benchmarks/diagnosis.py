"""How often the report names the right mistake, and how often a wrong one.

    python benchmarks/diagnosis.py [--seeds 20] [--mutants 200] [--exercises shapes ...]

Every misconception is handed in, alone, under as many course secrets as there are seeds; the
check that must catch it should carry its name. Right solutions must carry no name. A mutant of
the reference is no named mistake, unless it answers as one does: a name on a mutant counts as
wrong if under other secrets the same name does not come back.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from processes import machine

from grader.assignment import Assignment, Exercise, find
from grader.grading import Lane
from grader.stage import StagedSubmission, stage
from grader.verify.mutation import mutants
from grader.verify.subject import Subject

ROOT = Path(__file__).parents[1]


def secret(seed: int) -> bytes:
    """A course secret made from a number."""
    return f"benchmark secret number {seed:08d}".encode()


def names(lane: Lane, exercise: Exercise, submission: StagedSubmission) -> dict[str, str]:
    """The diagnoses of one exercise by check."""
    result = lane.grade_exercise(exercise, submission)
    return {c.id: c.diagnosis.misconception for c in result.checks if c.diagnosis is not None}


def misconceptions(assignment: Assignment, seeds: int) -> None:
    """Top-1 over misconceptions and seeds."""
    right, missed, wrong = 0, Counter[str](), Counter[str]()
    for seed in range(seeds):
        with Lane(assignment, secret=secret(seed)) as lane:
            subject = Subject(assignment, lane)
            for misconception in subject.misconceptions:
                given = names(lane, misconception.exercise, subject.wrong(misconception))
                named = given.get(misconception.patch.caught_by)
                label = f"{misconception.exercise.name}/{misconception.name}"
                right += named == misconception.name
                missed[label] += named is None
                wrong[f"{label} as {named}"] += named not in (None, misconception.name)
                for other in set(given.values()) - {misconception.name, named}:
                    wrong[f"{label} as {other} elsewhere"] += 1
    misnamed = sum(n for label, n in wrong.items() if "elsewhere" not in label)
    total = right + missed.total() + misnamed
    print(
        f"misconceptions: {right} of {total} named right ({100 * right / total:.1f} %), "
        f"{missed.total()} not named, {wrong.total()} wrong names"
    )
    for label, count in (+missed).most_common() + (+wrong).most_common():
        print(f"  {count:4d}  {label}")


def correct(assignment: Assignment) -> None:
    """Right solutions in other styles."""
    found = 0
    files = set(assignment.files)
    every = sorted((ROOT / "tests/golden").glob("right_*/submission"))
    folders = [f for f in every if files.intersection(path.name for path in f.iterdir())]
    with Lane(assignment, secret=secret(0)) as lane:
        for folder in folders:
            record = lane.run(stage(folder, assignment.files))
            checks = [check for exercise in record.exercises for check in exercise.checks]
            found += sum(check.diagnosis is not None for check in checks)
    print(f"right solutions: {found} names on {len(folders)} submissions")


def random_mutants(assignment: Assignment, count: int) -> None:
    """Names on mutants, and whether they hold under other secrets."""
    lanes = [Lane(assignment, secret=secret(1000 + number)) for number in range(3)]
    subject = Subject(assignment, lanes[0])
    pool = [
        (exercise, mutant)
        for exercise in assignment.exercises
        if exercise.file.endswith(".py") and exercise.runtime == ("numpy",)
        for mutant in mutants(subject.references[exercise.file])
    ]
    named, wrong = 0, Counter[str]()
    for exercise, mutant in random.Random(0).sample(pool, count):
        submission = subject.submission(**{exercise.module: mutant.source})
        given = [set(names(lane, exercise, submission).values()) for lane in lanes]
        named += bool(given[0])
        for name in given[0] - given[1] | given[0] - given[2]:
            wrong[f"{exercise.name}: {mutant.id} as {name}"] += 1
    for lane in lanes:
        lane.close()
    print(
        f"mutants: {named} of {count} named, {wrong.total()} of them wrong "
        f"({100 * wrong.total() / count:.1f} %)"
    )
    for label in wrong:
        print(f"        {label}")


def main() -> None:
    """Print the three figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seeds", type=int, default=20)
    parser.add_argument("--mutants", type=int, default=200)
    parser.add_argument("--exercises", nargs="+", help="only these (default: all)")
    options = parser.parse_args()
    assignment = find("assignment5", ROOT)
    if options.exercises:
        asked = assignment.with_needs(options.exercises)
        assignment = replace(assignment, exercises=asked)
    print(machine())
    misconceptions(assignment, options.seeds)
    correct(assignment)
    if options.mutants:
        random_mutants(assignment, options.mutants)


if __name__ == "__main__":
    main()
