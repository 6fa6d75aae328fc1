"""One of several graders that start at once on one ledger: claims, "grades", records.

`python -m tests.faults.rival URL OWNER COUNT` prints a line for each submission that it graded.
"""

from __future__ import annotations

import random
import sys

from grader.ledger import Ledger
from tests.verdicts import graded, key


def main(url: str, owner: str, count: int) -> None:
    students = [f"s{number:04}" for number in range(count)]
    random.Random(owner).shuffle(students)
    print("ready", flush=True)
    sys.stdin.readline()
    with Ledger.open(url) as ledger:
        for student in students:
            if ledger.find(key(student)) is None and ledger.claim(key(student), owner, lease_s=600):
                print(student, flush=True)
                assert ledger.record(graded(student, batch=owner), owner)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]))
