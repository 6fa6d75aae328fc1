"""Inputs by the million into everything that reads or shows what others wrote.

    python -m tests.fuzz TARGET... [--executions N] [--seconds S] [--seed 1] [--keep]

Each target runs in a process of its own, guided by what it reaches where atheris is installed
(`pip install 'grade[fuzz]'`), blind elsewhere. Prints which engine ran, what came of the inputs,
the slowest one, and the memory; answers 1 where one ended in anything but a value or a refusal,
took more than a second, or where memory grew. `--seconds` is for all targets together. `--keep`
puts what reached new lines into seeds/; what failed goes there anyway.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.fuzz import guided
from tests.fuzz.kept import keep, kept, reaching
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run the targets one after another."""
    options = _options()
    engine = options.engine or ("guided" if guided.is_installed() else "blind")
    if engine == "guided" and not guided.is_installed():
        print("atheris is not installed: pip install 'grade[fuzz]'", file=sys.stderr)
        return 2
    print(f"engine: {engine}{'' if options.engine else _why(engine)}", flush=True)
    names = options.targets or list(TARGETS)
    seconds = options.seconds / len(names)
    codes = [_run(engine, name, seconds, options) for name in names]
    return 1 if any(codes) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("targets", nargs="*", choices=[[], *TARGETS], metavar="TARGET")
    parser.add_argument("--engine", choices=["guided", "blind"])
    parser.add_argument("--executions", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--floods", action="store_true", help="pieces a thousand times over")
    parser.add_argument("--keep", action="store_true")
    return parser.parse_args()


def _why(engine: str) -> str:
    return " (atheris)" if engine == "guided" else " (atheris is not installed)"


def _run(engine: str, name: str, seconds: float, options: argparse.Namespace) -> int:
    print(f"{name}: seed {options.seed}", flush=True)
    with tempfile.TemporaryDirectory(prefix="grade-fuzz-") as folder:
        for number, data in enumerate((*TARGETS[name].corpus, *kept(name))):
            (Path(folder) / f"start-{number}").write_bytes(data)
        command = [sys.executable, "-m", "tests.fuzz.one", engine, name, folder]
        command += [f"--executions={options.executions}", f"--seconds={seconds}"]
        command += [f"--seed={options.seed}", *(["--floods"] if options.floods else [])]
        ended = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
        if ended.returncode not in (0, 1):
            print(f"  the engine ended with {ended.returncode}:\n{ended.stderr[-4000:]}")
            for path in sorted(Path(folder).glob("[!s]*-*")):  # timeout-..., crash-..., oom-...
                print(f"  FAILURE {path.name}\n          {keep(name, path.read_bytes())}")
        if options.keep:
            made = [path for path in Path(folder).iterdir() if "-" not in path.name]
            _keep(name, [path.read_bytes() for path in made])
    return ended.returncode


def _keep(name: str, inputs: list[bytes]) -> None:
    found = reaching(TARGETS[name], [*TARGETS[name].corpus, *kept(name)], inputs)
    for data in found:
        keep(name, data)
    print(f"  {len(found)} of {len(inputs)} inputs kept")


if __name__ == "__main__":
    sys.exit(main())
