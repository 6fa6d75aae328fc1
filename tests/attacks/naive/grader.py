"""A deliberately naive grader: pytest and the submission in one folder and one process."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

_CHECKS = Path(__file__).with_name("checks.py")
_AS = "test_basics.py"
_TIME_LIMIT_S = 6.0
_MEMORY_BYTES = 8 << 30  # the machine under the tests is not to suffer


@dataclass(frozen=True)
class NaiveVerdict:
    """What a naive grader makes of a run."""

    code: int | None  # None: it hung
    text: str
    results: str  # what its file of results says

    @property
    def believes(self) -> bool:
        """Full points, by exit code, by what is printed or by the file of results."""
        says = re.search(r"(\d+) passed", self.text)
        by_text = says is not None and says[1] == "3"
        return self.code == 0 or by_text or self.results == "full"

    @property
    def suffers(self) -> bool:
        """It hangs, dies, or does not come to the end of its checks."""
        return self.code is None or self.code not in (0, 1) or len(self.text) > 4 << 20


def run(files: dict[str, str], folder: Path, environment: dict[str, str]) -> NaiveVerdict:
    """Grade a submission in `folder`, which must be empty."""
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    shutil.copyfile(_CHECKS, folder / _AS)
    log, grades = folder / "log.txt", folder / "grades.txt"
    grades.write_text("nobody has anything\n", encoding="utf-8")
    variables = environment | {"HOME": str(folder), "TMPDIR": str(folder), "PATH": os.defpath}
    with log.open("wb") as out, grades.open("rb") as kept:
        command = [sys.executable, "-m", "pytest", "-s", "-q", "-p", "no:grade", _AS]
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=variables | {"OPENBLAS_NUM_THREADS": "1"},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            pass_fds=[kept.fileno()],
            start_new_session=True,
            preexec_fn=_limit,  # noqa: PLW1509
        )
        try:
            code = process.wait(_TIME_LIMIT_S)
        except subprocess.TimeoutExpired:
            code = None
        finally:
            _end(process)
    text = log.read_bytes()[: 8 << 20].decode(errors="replace")
    return NaiveVerdict(code, text, _results(folder))


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (5, 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def _results(folder: Path) -> str:
    try:
        return str(json.loads((folder / "results.json").read_text(encoding="utf-8"))["score"])
    except (OSError, ValueError, KeyError):
        return ""
