"""Kills a process while it writes a file, again and again; says each time what is left.

`python -m tests.faults.killed_writer FOLDER TIMES`; a process of its own, for it forks.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from pathlib import Path

from grader.writing import write_file

CONTENTS = [bytes([letter]) * 400_000 for letter in b"ab"]


def write_on_and_on(path: Path) -> None:
    while True:
        for content in CONTENTS:
            write_file(path, [content[:250_000], content[250_000:]])


def main(folder: Path, times: int) -> None:
    path, chance = folder / "export.jsonl", random.Random(3)
    write_file(path, [CONTENTS[0]])
    for _ in range(times):
        child = os.fork()
        if not child:
            write_on_and_on(path)
        time.sleep(chance.uniform(0, 0.02))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        print("whole" if path.read_bytes() in CONTENTS else "torn")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
