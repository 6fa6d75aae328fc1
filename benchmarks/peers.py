"""The graders that most courses use, each in an environment of its own, on notebooks.

Two exercises of the assignment as a notebook: what a student wrote in two cells, and eight plain
assertions after them. That is less than our own checks look at, so what it costs is a lower bound.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

EXERCISES = ("im2col", "convolution")
_GIVEN = "import numpy as np\nfrom numpy.lib.stride_tricks import sliding_window_view"
_INPUT = "x = np.random.default_rng(1).normal(size=(2, 3, 7, 8))\n"
_LAYER = f"""{_INPUT}W, b = np.random.default_rng(2).normal(size=(4, 3, 3, 2)), np.arange(4.0)
layer = Convolution(W, b, 2, 1)
padded = np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1)))
windows = sliding_window_view(padded, (3, 2), (2, 3))[:, :, ::2, ::2]
y = layer.forward(x)
"""
_BACK = f"{_LAYER}dout = np.random.default_rng(3).normal(size=y.shape)\ndx = layer.backward(dout)\n"
_ASSERTIONS = {
    "im2col": (
        f"{_INPUT}assert im2col(x, 3, 2).shape == (2 * 5 * 7, 18)",
        (
            "image = np.arange(25.0).reshape(1, 1, 5, 5)\n"
            "assert np.allclose(im2col(image, 2, 2)[0], [0, 1, 5, 6])"
        ),
        f"{_INPUT}assert im2col(x, 3, 2, 2, 1).shape == (2 * 4 * 5, 18)",
        (
            f"{_INPUT}col = im2col(x, 3, 4, 2, 1)\n"
            "c = np.arange(col.size * 1.0).reshape(col.shape)\n"
            "assert np.isclose(np.vdot(col, c), np.vdot(x, col2im(c, x.shape, 3, 4, 2, 1)))"
        ),
    ),
    "convolution": (
        f"{_LAYER}assert y.shape == (2, 4, 4, 5)",
        (
            f"{_LAYER}right = np.einsum('nchwuv,fcuv->nfhw', windows, W) + b.reshape(1, 4, 1, 1)\n"
            "assert np.allclose(y, right)"
        ),
        f"{_BACK}assert np.isclose(np.vdot(dx, x), np.vdot(dout, y - b.reshape(1, 4, 1, 1)))",
        (
            f"{_BACK}assert np.allclose(layer.dW, np.einsum('nchwuv,nfhw->fcuv', windows, dout))\n"
            "assert np.allclose(layer.db, dout.sum(axis=(0, 2, 3)))"
        ),
    ),
}
_OF_OTHERS = re.compile(rf"^(from|import) ({'|'.join(EXERCISES)})\b.*$", re.MULTILINE)
_Cell = dict[str, Any]


@dataclass(frozen=True)
class Peer:
    """One of them, ready to grade."""

    name: str
    commands: list[list[str]]  # that grade the whole class, one after another
    folder: Path
    environment: dict[str, str]
    scores: Callable[[], list[float]]  # of the class in its order, when it has been graded


def installed(folder: Path, *packages: str) -> dict[str, str]:
    """A new environment with these packages, as variables for its programs."""
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    install = [folder / "bin/python", "-m", "pip", "install", "-q", *packages]
    subprocess.run(install, check=True, stderr=subprocess.DEVNULL)
    path = f"{folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
    home = {"HOME": str(folder), "IPYTHONDIR": str(folder / "ipython")}
    return {**os.environ, **home, "PATH": path, "OMP_NUM_THREADS": "1"}


def nbgrader(folder: Path, handed_in: list[Path]) -> Peer:
    """`nbgrader autograde`, once for the class."""
    environment = installed(folder / "env", "numpy", "nbgrader")
    _write(folder / "source/hw/hw.ipynb", _nbgrader_cells(lambda _: "..."))
    _run(["nbgrader", "generate_assignment", "hw"], folder, environment)
    for each in handed_in:
        cells = _nbgrader_cells(lambda name, each=each: _code(each, name))
        _write(folder / f"submitted/{each.name}/hw/hw.ipynb", cells)

    def scores() -> list[float]:
        program = (
            "from nbgrader.api import Gradebook\n"
            "with Gradebook('sqlite:///gradebook.db') as book:\n"
            "    of = {s.student.id: s.score for s in book.assignment_submissions('hw')}\n"
            "print([of[student] for student in sorted(of)])"
        )
        return list(ast.literal_eval(_run(["python", "-c", program], folder, environment)))

    return Peer("nbgrader", [["nbgrader", "autograde", "hw"]], folder, environment, scores)


def otter(folder: Path, handed_in: list[Path]) -> Peer:
    """`otter run`, once for each submission."""
    environment = installed(folder / "env", "numpy", "otter-grader[grading]")
    _write(folder / "hw.ipynb", _otter_cells())
    _run(["otter", "assign", "hw.ipynb", "dist"], folder, environment)
    (checks,) = (folder / "dist/autograder").glob("*.zip")
    released = json.loads((folder / "dist/student/hw.ipynb").read_text("utf-8"))
    commands = []
    for each in handed_in:
        notebook = folder / f"submitted/{each.name}/hw.ipynb"
        _write(notebook, [_filled(cell, each) for cell in released["cells"]])
        out = ["-o", str(notebook.parent)]
        commands.append(["otter", "run", "-a", str(checks), *out, str(notebook)])

    def scores() -> list[float]:
        results = (folder / f"submitted/{each.name}/results.json" for each in handed_in)
        return [
            sum(test.get("score", 0.0) for test in json.loads(path.read_text("utf-8"))["tests"])
            for path in results
        ]

    return Peer("otter-grader", commands, folder, environment, scores)


def _code(submission: Path, name: str) -> str:
    """What the student wrote; in a notebook the other exercise needs no import."""
    path = submission / f"{name}.py"
    return _OF_OTHERS.sub("", path.read_text("utf-8")) if path.exists() else "..."


def _nbgrader_cells(code: Callable[[str], str]) -> list[_Cell]:
    cells = [_cell(_GIVEN, nbgrader=_marked("given", locked=True))]
    for name in EXERCISES:
        cells.append(_cell(code(name), nbgrader=_marked(name, solution=True)))
        for number, assertion in enumerate(_ASSERTIONS[name]):
            hidden = f"### BEGIN HIDDEN TESTS\n{assertion}\n### END HIDDEN TESTS"
            marks = _marked(f"{name}_{number}", grade=True, locked=True, points=1)
            cells.append(_cell(hidden, nbgrader=marks))
    return cells


def _marked(name: str, **more: object) -> dict[str, object]:
    plain = {"grade": False, "solution": False, "locked": False, "task": False}
    return {"grade_id": name, "schema_version": 3, **plain, **more}


def _otter_cells() -> list[_Cell]:
    settings = "run_tests: false\nexport_cell: false\ntests:\n  ok_format: false"
    cells = [_cell(f"# ASSIGNMENT CONFIG\n{settings}", "raw"), _cell(_GIVEN)]
    for name in EXERCISES:
        cells += [_cell(f"# BEGIN QUESTION\nname: {name}\npoints: 4", "raw")]
        cells += [_cell(f"## {name}", "markdown"), _cell("# BEGIN SOLUTION", "raw")]
        stub = f'""" # BEGIN PROMPT\n# {name} goes here\n"""; # END PROMPT'
        cells += [_cell(f"# BEGIN SOLUTION NO PROMPT\npass\n# END SOLUTION\n{stub}")]
        cells += [_cell("# END SOLUTION", "raw"), _cell("# BEGIN TESTS", "raw")]
        cells += [_cell(_otter_test(name, *each)) for each in enumerate(_ASSERTIONS[name])]
        cells += [_cell("# END TESTS", "raw"), _cell("# END QUESTION", "raw")]
    return cells


def _otter_test(name: str, number: int, assertion: str) -> str:
    used = [word for word in ("im2col", "col2im", "Convolution") if f"{word}(" in assertion]
    lines = "\n".join(f"    {line}" for line in f"{_GIVEN}\n{assertion}".splitlines())
    settings = '""" # BEGIN TEST CONFIG\npoints: 1\nhidden: true\n""" # END TEST CONFIG'
    return f"{settings}\ndef test_{name}_{number}({', '.join(used)}):\n{lines}"


def _filled(cell: _Cell, submission: Path) -> _Cell:
    text = "".join(cell["source"])
    name = next((name for name in EXERCISES if f"# {name} goes here" in text), None)
    return {**cell, "source": _code(submission, name)} if name else cell


def _cell(source: str, kind: str = "code", **metadata: object) -> _Cell:
    cell: _Cell = {"cell_type": kind, "metadata": metadata, "source": source}
    return {**cell, "execution_count": None, "outputs": []} if kind == "code" else cell


def _write(path: Path, cells: Iterable[_Cell]) -> None:
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = {"cells": list(cells), "metadata": {"kernelspec": kernel}}
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({**notebook, "nbformat": 4, "nbformat_minor": 4}), "utf-8")


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command} ended with {done.returncode}: {done.stderr}")
    return done.stdout
