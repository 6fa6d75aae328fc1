"""Steps of the gate that only read: texts, points, stubs, secrets."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from grader.checks.collected import CollectedCheck
from grader.text import Text, say
from grader.verify.findings import Finding
from grader.verify.stubs import stub_for, stub_of
from grader.verify.subject import Subject

_TELLING_CHARACTERS = 24  # a line of code this long is not shared by chance
_HANGUL = ("\uac00", "\ud7a3")


def texts_are_bilingual(subject: Subject) -> Iterator[Finding]:
    """Titles, hints and explanations exist in both languages."""
    for exercise in subject.assignment.exercises:
        yield from bilingual(f"assignment.toml: {exercise.name}", exercise.title, words=False)
    for check in _checks(subject):
        yield from bilingual(check.id, check.mark.title)
        if check.mark.hint is not None:
            yield from bilingual(f"{check.id} (hint)", check.mark.hint)
    for misconception in subject.misconceptions:
        yield from bilingual(misconception.name, misconception.patch.explanation)


def points_add_up(subject: Subject) -> Iterator[Finding]:
    """The points and the number of checks are what assignment.toml says; ids are known."""
    collected = subject.lane.session.checks()
    for exercise in subject.assignment.exercises:
        checks = collected.get(exercise.name, [])
        points = sum(check.mark.points for check in checks)
        points += exercise.essay_points
        if points != exercise.points:
            yield _differs(exercise.name, say("points"), points, exercise.points)
        if len(checks) != exercise.hidden_checks:
            yield _differs(exercise.name, say("hidden checks"), len(checks), exercise.hidden_checks)
        names = {check.name for check in checks}
        for check in checks:
            for name in set(check.mark.after) - names:
                yield Finding(check.id, say("after names no check of this file: {name}", name=name))


def stubs_are_up_to_date(subject: Subject) -> Iterator[Finding]:
    """Every stub is what `grade stub` derives from its reference today."""
    for exercise in subject.assignment.exercises:
        path = subject.assignment.folder / exercise.file
        expected = stub_for(subject.assignment, exercise)
        if not path.is_file() or path.read_text("utf-8") != expected:
            yield Finding(
                exercise.file,
                say(
                    "The stub is not what the reference gives. Run: grade stub {name}",
                    name=subject.assignment.name,
                ),
            )


def nothing_is_revealed(subject: Subject) -> Iterator[Finding]:
    """No file for students names or quotes anything of the solutions."""
    telling = _telling_lines(subject)
    for path in sorted(subject.assignment.folder.rglob("*")):
        if not path.is_file() or "__pycache__" in path.parts:
            continue
        name = str(path.relative_to(subject.assignment.folder))
        text = path.read_bytes().decode("utf-8", "replace")
        if "solutions." in text or "solutions/" in text:
            yield Finding(name, say("It speaks of the folder solutions."))
        for line in sorted({line.strip() for line in text.splitlines()} & telling):
            yield Finding(name, say("It holds a line of the solutions: {line}", line=line))


def _telling_lines(subject: Subject) -> set[str]:
    lines: set[str] = set()
    for source in subject.references.values():
        lines |= _code_lines(source) - _code_lines(stub_of(source))
    for path in (subject.solutions / "misconceptions").rglob("*.py"):
        lines |= _code_lines(path.read_text("utf-8"))
    for check in _checks(subject):
        lines.add(f"def {check.name}(student: Student, rng: Generator) -> None:")
        lines.add(f"def {check.name}(answers: Answers) -> None:")
    lines |= _written_lines(subject)
    imports = ("import ", "from ")
    return {
        line for line in lines if len(line) >= _TELLING_CHARACTERS and not line.startswith(imports)
    }


def _written_lines(subject: Subject) -> set[str]:
    """Reference answers and rubrics."""
    lines: set[str] = set()
    for exercise in subject.written:
        questions = subject.assignment.questions().decode("utf-8").splitlines()
        answers = subject.attachments[exercise.file].decode("utf-8").splitlines()
        items = (item for rubric in subject.rubrics for item in rubric.items)
        lines |= {*answers, *(text for item in items for text in (item.en, item.ko))}
        lines -= set(questions)
    return {line.strip() for line in lines}


def _code_lines(source: str) -> set[str]:
    """Lines of code without docstrings, which stubs show by design."""
    tree = ast.parse(source)
    lines = dict(enumerate(source.splitlines(), 1))
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            for number in range(node.lineno, (node.end_lineno or node.lineno) + 1):
                lines.pop(number, None)
    return {line.strip() for line in lines.values()}


def _checks(subject: Subject) -> Iterator[CollectedCheck]:
    for checks in subject.lane.session.checks().values():
        yield from checks


def bilingual(where: str, text: Text, *, words: bool = True) -> Iterator[Finding]:
    """A sentence is there in both languages."""
    if not text.complete:
        yield Finding(where, say("A sentence is missing in one of the two languages."))
    elif words and not any(_HANGUL[0] <= letter <= _HANGUL[1] for letter in text.ko):
        yield Finding(where, say("The Korean sentence is not Korean: {text}", text=text.ko))


def _differs(where: str, what: Text, got: object, expected: object) -> Finding:
    return Finding(
        where,
        say(
            "{what}: the checks have {got}, assignment.toml says {expected}.",
            what=what,
            got=got,
            expected=expected,
        ),
    )


def value_checks(path: Path) -> frozenset[str]:
    """Names of the check functions in a file that compare values, not only shapes."""
    comparing = {"expect_close", "expect_equal", "expect_gradient"}
    return frozenset(
        node.name
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
        and comparing & {n.id for n in ast.walk(node) if isinstance(n, ast.Name)}
    )
