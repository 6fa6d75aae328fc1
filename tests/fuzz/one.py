"""One target in a process of its own: `python -m tests.fuzz.one ENGINE TARGET FOLDER ...`.

`tests.fuzz` starts it. What fails is kept among the seeds.
"""

from __future__ import annotations

import argparse
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from pathlib import Path

from tests.fuzz import guided
from tests.fuzz.engine import Budget, Report, Target, fuzz
from tests.fuzz.makers import FLOODS

_MOST_KINDS = 12


def main() -> int:
    """Run it, and say what came of it; importing counts towards the time."""
    begun_s = time.monotonic()
    options = _options()
    with guided.instrumented() if options.engine == "guided" else nullcontext():
        target = _target(options.target)
    if options.floods:
        target = replace(target, makers=FLOODS)
    start_s = time.monotonic()
    budget = Budget(options.executions, options.seconds - (start_s - begun_s))
    done = partial(_told, options.target, start_s)
    if options.engine == "guided":
        guided.fuzz(target, budget, options.seed, options.folder, done)
    return done(fuzz(target, budget, options.seed))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz.one")
    parser.add_argument("engine", choices=["guided", "blind"])
    parser.add_argument("target")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--executions", type=int, required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--floods", action="store_true")
    return parser.parse_args()


def _target(name: str) -> Target:
    """What imports the grader waits until it can be instrumented."""
    from tests.fuzz.kept import kept
    from tests.fuzz.targets import TARGETS

    target = TARGETS[name]
    return replace(target, corpus=[*target.corpus, *filter(None, kept(name))])


def _told(name: str, start_s: float, report: Report) -> int:
    from tests.fuzz.kept import keep

    print(f"  {report.executions} executions, {time.monotonic() - start_s:.0f} s")
    print(f"  {report.values} values, {report.errors.total()} refusals, {report.failed} failures")
    print(f"  slowest {report.slowest_s * 1e3:.1f} ms: {report.slowest[:60]!r}")
    print(f"  peak memory {report.peak_mib:.0f} MiB, {report.warm_mib:.0f} MiB when warm")
    for kind, count in report.errors.most_common(_MOST_KINDS):
        print(f"  {count:9} {kind}")
    for what, data in report.failures:
        print(f"  FAILURE {what}\n          {keep(name, data)}")
    return 0 if report.good else 1


if __name__ == "__main__":
    sys.exit(main())
