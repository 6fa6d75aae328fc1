"""Randomised thieves: each looks somewhere, disguises what it finds and tries to get it out.

    python -m tests.attacks.canary_runs [--runs 10000] [--seed 1]

Everything that a student gets of each run is searched for the canaries of the course, in
every disguise: the record, the page in both languages, the terminal in both languages.
"""

from __future__ import annotations

import argparse
import base64
import codecs
import io
import os
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from rich.console import Console

from grader.assignment import find
from grader.cli.exits import exit_code_for
from grader.grading import Lane
from grader.records import GradedSubmission
from grader.reports import print_report
from grader.reports.html import render
from grader.text import LANGUAGES
from tests.attacks.arena import Arena
from tests.attacks.course import Canaries, write_course

# Where a thief looks; each leaves a text in `loot`.
LOOTS = {
    "argument": "loot = str(value)",
    "course": """
for place, _, names in os.walk("{course}"):
    for name in names: loot += read(os.path.join(place, name))
""",
    "secret": "loot = read('{course}/secret')",
    "neighbour": "loot = read('{course}/../submissions/neighbour/basics.py')",
    "environment": "loot = str(dict(os.environ)) + read('/proc/self/environ')",
    "command lines": """
for pid in filter(str.isdigit, listed("/proc")):
    loot += read(f"/proc/{pid}/cmdline") + read(f"/proc/{pid}/environ")
""",
    "memory": "loot = str([o for o in gc.get_objects() if isinstance(o, (dict, list))][-400:])",
    "frames": """
frame = sys._getframe()
while frame: loot += str(frame.f_locals)[:20_000]; frame = frame.f_back
""",
    "modules": "loot = str({n: vars(m).get('__doc__') for n, m in sys.modules.items()})",
    "scratch": "loot = ''.join(read(n) for p in ('.', '/tmp', '/dev/shm') for n in listed(p))",
}
DISGUISES = {
    "plain": "loot",
    "upper": "loot.upper()",
    "reversed": "loot[::-1]",
    "hexadecimal": "loot.encode().hex()",
    "base64": "base64.b64encode(loot.encode()).decode()",
    "rot13": "codecs.encode(loot, 'rot13')",
}
# How it tries to get the text out.
WAYS = {
    "prints": "print(text)",
    "writes to stderr": "sys.stderr.write(text)",
    "raises": "raise ValueError(text)",
    "raises from": "raise RuntimeError('x') from KeyError(text)",
    "names an exception": "raise type(text[:150], (Exception,), {})()",
    "names a class": "return type(text[:150], (), {})()",
    "names a module": "m = types.ModuleType(text[:90]); return m",
    "returns it": "return text",
    "returns it in a list": "return [text, {text[:50]: text}]",
    "returns bytes": "return text.encode()",
    "returns letters as numbers": "return np.frombuffer(text[:64].encode(), dtype=np.uint8)",
    "names an attribute": "raise AttributeError(name=text, obj=None)",
    "misses a key": "return {}[text]",
    "misses a name": "return eval('_' + ''.join(c if c.isalnum() else '_' for c in text[:90]))",
    "breaks syntax": "compile(text, text[:90], 'exec')",
    "warns": "warnings.warn(text)",
    "names a function": "f = lambda: 1 / 0; f.__code__ = f.__code__.replace(co_name=text[:90]); f()",
    "names a file": "exec(compile('raise ValueError(1)', text[:90], 'exec'))",
    "exits": "sys.exit(text)",
    "leaves a note": "e = ValueError('x'); e.add_note(text); raise e",
    "prints a document": "print(json.dumps({'message': text, 'hint': text}))",
}
_PROGRAM = """
import base64, codecs, gc, json, os, sys, types, warnings
import numpy as np

def read(path):
    try:
        with open(path, "rb") as file: return file.read(4000).decode(errors="replace")
    except OSError: return ""

def listed(path):
    try: return [os.path.join(path, n) if path != "/proc" else n for n in os.listdir(path)][:60]
    except OSError: return []

def steal(value, then):
    loot = ""
    try:
{look}
    except Exception: pass
    text = {disguise}
    at = max(0, text.lower().find("canary"))
    text = text[at:at + 1500] or "nothing"
    {way}
    return then

def double(x): return {double}
def count(x): return {count}
def length(text): return {length}
{loaded}
"""
_RIGHT = {"double": "x + x", "count": "int(x.size)", "length": "len(text)"}


def program(rng: random.Random) -> str:
    """A thief; most of its functions are right, so that it is let on."""
    look = rng.choice(list(LOOTS.values())).strip("\n")
    calls = dict(_RIGHT)
    for name, argument in (("double", "x"), ("count", "x"), ("length", "text")):
        if rng.random() < 0.6:
            calls[name] = f"steal({argument}, {_RIGHT[name]})"
    return (
        _PROGRAM.replace("{look}", "\n".join(f"        {line}" for line in look.split("\n")))
        .replace("{disguise}", rng.choice(list(DISGUISES.values())))
        .replace("{way}", rng.choice(list(WAYS.values())))
        .replace("{double}", calls["double"])
        .replace("{count}", calls["count"])
        .replace("{length}", calls["length"])
        .replace("{loaded}", "steal('', None)" if rng.random() < 0.2 else "")
    )


def for_student(graded: GradedSubmission) -> list[str]:
    """Everything that a student is shown or handed of one submission."""
    student = graded.for_student()
    shown = [student.to_json().decode(), str(exit_code_for(graded))]
    for language in LANGUAGES:
        shown.append(render(student, language))
        written = io.StringIO()
        print_report(student, language, Console(file=written, width=120), verbose=True)
        shown.append(written.getvalue())
    return shown


def disguised(word: str) -> list[str]:
    """A canary as a thief may have written it, case apart."""
    data = word.encode()
    inner = (base64.b64encode(b"x" * shift + data)[4 * (shift > 0) + 2 : -4] for shift in range(3))
    return [
        *(each.lower() for each in (word, word[::-1], data.hex(), codecs.encode(word, "rot13"))),
        *(each.decode().lower() for each in inner),
    ]


def leaks(shown: list[str], canaries: Canaries) -> list[str]:
    """Names of the canaries that stand in what a student gets, hidden inputs among them."""
    text = "\n".join(shown).lower()
    joined = text.replace("\n", "").replace(" ", "")  # where a terminal has wrapped a line
    return [
        name
        for name, word in vars(canaries).items()
        if any(each in text or each in joined for each in disguised(word))
    ]


def run(arena: Arena, runs: int, seed: int) -> tuple[Counter[str], list[str]]:
    """How the thieves' checks ended, and what leaked with the program that did it."""
    rng, outcomes, found = random.Random(seed), Counter[str](), list[str]()
    for _ in range(runs):
        source = program(rng)
        graded = arena.grade({"basics.py": source})
        outcomes.update(c.outcome.value for e in graded.exercises for c in e.checks)
        if leaked := leaks(for_student(graded), arena.canaries):
            found.append(f"{leaked}\n{source}")
    return outcomes, found


def main() -> int:
    """Run, print, and answer 1 where anything leaked."""
    parser = argparse.ArgumentParser(prog="python -m tests.attacks.canary_runs")
    parser.add_argument("--runs", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    canaries = Canaries()
    with tempfile.TemporaryDirectory() as folder:
        course = Path(folder) / "course"
        os.environ["GRADE_SECRET_FILE"] = str(write_course(course, canaries))
        os.environ["GRADE_TOKEN"] = canaries.environment
        with Lane(find("hw1", course)) as lane:
            arena = Arena(lane, lane.confinement.value, course, canaries)
            outcomes, found = run(arena, options.runs, options.seed)
    print(f"{options.runs} runs at {arena.level}; checks ended as {dict(outcomes)}")
    print("\n".join([f"{len(found)} leaks", *found[:5]]))
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
