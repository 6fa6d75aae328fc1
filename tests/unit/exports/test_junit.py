"""JUnit XML as its readers expect it, whatever a student writes."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from grader.exports.junit import junit_xml
from grader.records import GradedSubmission, Outcome
from grader.text import Language
from tests.unit.exports.verdicts import record, with_bonus

# Element -> what it may have: attributes, and elements in it (as Jenkins' schema junit-10 says).
ALLOWED = {
    "testsuites": ({"name", "time", "tests", "failures", "errors"}, {"testsuite"}),
    "testsuite": (
        {"name", "tests", "failures", "errors", "skipped", "time", "timestamp", "id", "package"},
        {"properties", "testcase"},
    ),
    "properties": (set(), {"property"}),
    "property": ({"name", "value"}, set()),
    "testcase": ({"name", "classname", "time"}, {"failure", "error", "skipped"}),
    **{name: ({"type", "message"}, set()) for name in ("failure", "error", "skipped")},
}
REQUIRED = {"testsuite": {"name", "tests", "failures", "errors"}, "testcase": {"name"}}


def document(*submissions: GradedSubmission, language: Language = "en") -> bytes:
    return b"".join(junit_xml(submissions, language))


def parsed(*submissions: GradedSubmission) -> ET.Element:
    return ET.fromstring(document(*submissions))  # noqa: S314 - our own


@pytest.fixture
def root() -> ET.Element:
    return parsed(record(), record(Outcome.PASSED))


def test_it_is_what_the_schema_allows(root: ET.Element) -> None:
    """Elements, attributes and their places."""
    for element in root.iter():
        attributes, children = ALLOWED[element.tag]
        assert set(element.attrib) <= attributes
        assert REQUIRED.get(element.tag, set()) <= set(element.attrib)
        assert {child.tag for child in element} <= children


def test_every_outcome_has_its_place(root: ET.Element) -> None:
    """What costs points failed; our fault is an error; what waits or cannot run is skipped."""
    ended = {case.get("name"): [child.tag for child in case] for case in root[0].iter("testcase")}
    assert ended == {
        "test_passed": [],
        "test_failed": ["failure"],
        "test_crashed": ["failure"],
        "test_over_limit": ["failure"],
        "test_not_attempted": ["failure"],
        "test_blocked": ["failure"],
        "test_skipped": ["skipped"],
        "test_rejected": ["failure"],
        "test_grader_fault": ["error"],
        "why-not": ["skipped"],
        "draw-it": ["failure"],
    }
    assert {case.get("classname") for case in root.iter("testcase")} == {"hw1.im2col"}


def test_counts_add_up(root: ET.Element) -> None:
    """A suite says how many of which it holds."""
    counts = [root[0].get(name) for name in ("tests", "failures", "errors", "skipped")]
    assert counts == ["11", "7", "1", "2"]
    assert [each.get("value") for each in root[0].iter("property")] == ["0.5", "2"]


def test_hostile_text_stays_text(root: ET.Element) -> None:
    """No element, no character that XML forbids, no escape sequence comes of it."""
    (failure,) = root.findall("testsuite/testcase[@name='test_failed']/failure")
    assert "<script>" in failure.get("message", "")
    assert "]]></failure>" in failure.get("message", "")
    assert not any(ord(letter) < 32 for letter in failure.get("message", ""))
    assert "\x1b" not in "".join(failure.itertext())


def test_only_what_the_student_may_know() -> None:
    """Of a hidden check neither what it printed nor what it raised."""
    assert b"hidden" not in document(record(), language="ko")


def test_the_same_each_time() -> None:
    """Of one record the same bytes."""
    assert document(record(), language="ko") == document(record(), language="ko")


def test_nobody_is_a_document_too() -> None:
    """Of a class without verdicts."""
    assert list(parsed()) == []


def test_it_comes_in_pieces_and_reads_as_one(root: ET.Element) -> None:
    """No piece holds more than one suite, and the lines are indented as in one piece."""
    pieces = list(junit_xml([record(), record(Outcome.PASSED)], "en"))
    assert [piece.count(b"<testsuite ") for piece in pieces] == [0, 1, 1, 0]
    ET.indent(root)
    whole = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    assert b"".join(pieces) == whole + b"\n"


def test_a_bonus_fails_no_build() -> None:
    """Not passed it is skipped; left out it is not there."""
    tried = parsed(with_bonus(Outcome.FAILED))
    assert [child.tag for child in tried[1].find("testcase") or ()] == ["skipped"]
    left_out = parsed(with_bonus(Outcome.NOT_ATTEMPTED))
    assert len(left_out) == 1
