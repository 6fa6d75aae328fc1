"""The command `grade`, made quick to kill and to start again.

`python -m tests.faults.hasty here|lanes LEASE_S batch hw1 ...`: with its lanes in its own process,
or with real ones, and with claims that others may take over after LEASE_S.
"""

from __future__ import annotations

import dataclasses
import sys

from grader.batch import start
from grader.batch.run import Batch
from grader.cli import main
from tests.unit.batch.fakes import HereAndNow

batch_of = start.batch_of


def hasty_batch_of(asked: start.Asked) -> Batch:
    batch = dataclasses.replace(batch_of(asked), lease_s=lease_s)
    return dataclasses.replace(batch, machines=HereAndNow()) if place == "here" else batch


if __name__ == "__main__":
    place, lease_s = sys.argv[1], float(sys.argv[2])
    start.batch_of = hasty_batch_of
    sys.argv[1:3] = []
    main()
