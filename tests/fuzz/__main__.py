"""Mutated inputs by the million into everything that reads what others wrote.

    python -m tests.fuzz TARGET... [--executions 1000000] [--seed 1]

Prints what came of them, the slowest one, and the memory; answers 1 where one ended in
anything but a value or a refusal, or took more than a second.
"""

from __future__ import annotations

import argparse
import sys
import time

from tests.fuzz.engine import Report, fuzz, peak_rss_mib
from tests.fuzz.frames_target import target as frames
from tests.fuzz.reader_targets import TARGETS

_LONGEST_S = 1.0
_MOST_KINDS = 12


def main() -> int:
    """Run the targets one after another."""
    targets = {"frames": frames(), **TARGETS}
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *targets], metavar="TARGET")
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    good = True
    for name in options.targets or targets:
        before_mib, start_s = peak_rss_mib(), time.perf_counter()
        report = fuzz(targets[name], options.executions, options.seed)
        took_s = time.perf_counter() - start_s
        print(f"{name}: {report.executions} executions, seed {options.seed}, {took_s:.0f} s")
        print(f"  peak memory {report.peak_rss_mib:.0f} MiB, {before_mib:.0f} MiB before")
        _print(report)
        good &= not report.failures and report.slowest_s < _LONGEST_S
    return 0 if good else 1


def _print(report: Report) -> None:
    print(f"  {report.values} values, {report.errors.total()} refusals")
    print(f"  {len(report.failures)} failures")
    print(f"  slowest {report.slowest_s * 1e3:.1f} ms: {report.slowest[:60]!r}", flush=True)
    for kind, count in report.errors.most_common(_MOST_KINDS):
        print(f"  {count:9} {kind}")
    for what, data in report.failures[:20]:
        print(f"  FAILURE {what}\n          {data.hex()}")


if __name__ == "__main__":
    sys.exit(main())
