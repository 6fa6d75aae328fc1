"""JUnit XML, which every continuous integration shows: one suite an exercise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final
from xml.etree import ElementTree as ET

from grader.records import CheckResult, EssayResult, ExerciseResult, GradedSubmission, Outcome
from grader.reports import inert
from grader.reports.plain import plain_check
from grader.text import Language, translate

# What became of a test case, as JUnit has it; anything that costs points is a failure.
_ELEMENTS: Final = {
    Outcome.PASSED: "",
    Outcome.SKIPPED: "skipped",
    Outcome.GRADER_FAULT: "error",
}
_START: Final = b"<?xml version='1.0' encoding='utf-8'?>\n<testsuites>\n"
_END: Final = b"</testsuites>\n"
_COUNTED: Final = (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))


def junit_xml(submissions: Iterable[GradedSubmission], language: Language) -> Iterator[bytes]:
    """The copies that students may have, as one document; the same records, the same bytes.

    It comes suite by suite, so that a class need not be in memory.
    """
    yield _START
    for graded in submissions:
        exercises = graded.for_student().exercises
        for exercise in (each for each in exercises if not each.left_out):
            suite = _suite(graded, exercise, language)
            ET.indent(suite, level=1)
            yield b"  %b\n" % ET.tostring(suite, encoding="utf-8", xml_declaration=False)
    yield _END


def _suite(graded: GradedSubmission, exercise: ExerciseResult, language: Language) -> ET.Element:
    suite = ET.Element("testsuite", name=inert(f"{graded.submission.id} {exercise.name}"))
    properties = ET.SubElement(suite, "properties")
    for name, value in (("score", exercise.score), ("points", exercise.points)):
        ET.SubElement(properties, "property", name=name, value=f"{value:g}")
    group = inert(f"{graded.assignment}.{exercise.name}")
    for check in exercise.checks:
        _add_check(suite, group, check, language, bonus=exercise.bonus)
    for essay in exercise.essays:
        _add_essay(suite, group, essay, language)
    suite.set("tests", str(len(suite.findall("testcase"))))
    for attribute, element in _COUNTED:
        suite.set(attribute, str(len(suite.findall(f"testcase/{element}"))))
    return suite


def _add_check(
    suite: ET.Element, group: str, check: CheckResult, language: Language, *, bonus: bool
) -> None:
    """A bonus is no duty, so it fails no build."""
    case = ET.SubElement(suite, "testcase", classname=group, name=inert(_function_of(check)))
    element = _ELEMENTS.get(check.outcome, "skipped" if bonus else "failure")
    if not element:
        return
    message = (check.message or check.title)[language]
    ended = ET.SubElement(case, element, type=check.outcome.value, message=inert(message))
    ended.text = plain_check(check, language, bonus=bonus)


def _add_essay(suite: ET.Element, group: str, essay: EssayResult, language: Language) -> None:
    """What a person grades is neither passed nor failed."""
    case = ET.SubElement(suite, "testcase", classname=group, name=inert(essay.id))
    if essay.answered:
        waits = translate("A person grades this answer.", language)
        ET.SubElement(case, "skipped", type="needs_person", message=waits)
    else:
        missing = translate("Not answered yet: {id}", language, id=inert(essay.id))
        ET.SubElement(case, "failure", type=Outcome.NOT_ATTEMPTED.value, message=missing)


def _function_of(check: CheckResult) -> str:
    return check.id.rpartition("::")[2]
