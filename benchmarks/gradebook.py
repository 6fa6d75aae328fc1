"""How long a class takes on its way into nbgrader's gradebook.

    python benchmarks/gradebook.py [--students N] [--rounds N] [--naive N] [--db URL]

The class is made of a few graded submissions that take turns. Timed are the first sync into an
empty gradebook, one that changes nothing, and one after every check of a student has changed.
With --naive the same cells of N students go through nbgrader's own functions, one by one.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
import warnings
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from nbgrader.api import Gradebook

sys.path.insert(0, str(Path(__file__).parent))
from processes import machine

from grader.assignment import Assignment, find
from grader.gradebook.opening import opened, url_of
from grader.gradebook.run import Course, sync_class
from grader.grading import Lane
from grader.ledger import Entry, Key, Ledger, Status
from grader.records import GradedSubmission
from grader.stage import stage

ROOT = Path(__file__).parents[1]
CASES = ("mixed", "stride_forgotten", "two_bugs", "textbook_pooling", "stub")


def main() -> None:
    """Measure and print."""
    options = asked()
    assignment = find("assignment5", ROOT)
    with Lane(assignment) as lane:
        folders = (ROOT / "tests" / "golden" / case / "submission" for case in CASES)
        records = [lane.run(stage(folder, assignment.files)) for folder in folders]
    checks = sum(len(e.checks) + len(e.essays) for e in records[0].exercises)
    print(machine())
    print(f"{options.students} students, {checks} checks and essays each")
    timed = [times(assignment, records, options) for _ in range(options.rounds)]
    for name, values in zip(
        ("first", "unchanged", "changed"), zip(*timed, strict=True), strict=True
    ):
        middle = statistics.median(values)
        print(f"{name:10} median {middle:6.1f} s   ({min(values):.1f} to {max(values):.1f})")
    if options.naive:
        took = naive_s(records[0], options.naive)
        whole = took / options.naive * options.students
        print(f"one by one {took:6.1f} s for {options.naive} students, so {whole:.0f} s for all")


def asked() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--students", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--naive", type=int, default=0)
    parser.add_argument("--db")
    return parser.parse_args()


def times(
    assignment: Assignment, records: Sequence[GradedSubmission], options: argparse.Namespace
) -> list[float]:
    """Seconds of the three syncs of one fresh gradebook."""
    with tempfile.TemporaryDirectory() as folder:
        course = Course(Path(folder) / "course", options.db, None, (), new=True)
        with Ledger.open(f"{folder}/ledger.sqlite") as ledger:
            took = []
            for shift, version in ((0, "a"), (0, "a"), (1, "b")):
                fill(ledger, assignment, records, options.students, shift, version)
                start = time.perf_counter()
                list(sync_class(assignment, ledger, course, "ko", print))
                took.append(time.perf_counter() - start)
        return took


def fill(
    ledger: Ledger,
    assignment: Assignment,
    records: Sequence[GradedSubmission],
    students: int,
    shift: int,
    version: str,
) -> None:
    """A verdict for each student, unless it is there."""
    for number in range(students):
        record = records[(number + shift) % len(records)]
        student = f"2026{number:06d}"
        info = msgspec.structs.replace(record.submission, id=student)
        key = Key(student, assignment.name, f"{number:064x}", version, "e")
        entry = Entry(
            key=key,
            status=Status.GRADED,
            batch=version,
            recorded_at=datetime.now(UTC),
            record=msgspec.structs.replace(record, submission=info),
        )
        ledger.record(entry, "benchmark")


def naive_s(record: GradedSubmission, students: int) -> float:
    """Seconds that nbgrader's own functions take: every row is looked up and committed."""
    warnings.simplefilter("ignore")  # of nbgrader's own functions
    checks = [check for exercise in record.exercises for check in exercise.checks]
    with tempfile.TemporaryDirectory() as folder:
        url = url_of(Path(folder))
        with opened(url, "c", "a"):
            pass  # makes the tables
        with Gradebook(url, "c") as book:
            book.update_or_create_assignment("a", course_id="c")
            book.update_or_create_notebook("a", "a")
            for check in checks:
                book.update_or_create_grade_cell(
                    check.id, "a", "a", max_score=check.points, cell_type="code"
                )
            start = time.perf_counter()
            for number in range(students):
                book.update_or_create_student(str(number))
                book.update_or_create_submission("a", str(number))
                for check in checks:
                    grade = book.find_grade(check.id, "a", "a", str(number))
                    grade.auto_score, grade.needs_manual_grade = check.score, False
                    book.db.commit()
            return time.perf_counter() - start


if __name__ == "__main__":
    main()
