"""Headings with an id divide a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers.sections import _HEADING, heading, headings, sections
from grader.answers.text import plain


@pytest.mark.parametrize(
    "line",
    [
        "## 3. output-size — 출력 크기",
        "# 3. output-size",
        "###### 3) output-size",
        "##3.output-size: size",
        "  ## 3 Output-Size",
        "## 3. **output-size**",
        "## 3. `output_size` 크기",
        "**3. output-size**",
        "\uff03\uff03 \uff13. output-size",
        "## 3. output\u2011size",
    ],
)
def test_a_heading_is_recognised(line: str) -> None:
    """Level, case, bold type, full-width signs and separators do not matter."""
    found = heading(line)
    assert found is not None
    assert (found.id, found.number) == ("output-size", 3)


@pytest.mark.parametrize("line", ["output-size", "", "# 답", "    ## 3. output-size", "- 3. a-b"])
def test_other_lines_are_none(line: str) -> None:
    """Text, Korean headings and code are no question's heading."""
    assert heading(line) is None


@given(st.text(st.characters() | st.sampled_from("##**\uff03\u3000 \xa0\u0338·1.aa-"), max_size=9))
def test_the_first_sign_tells_a_heading(line: str) -> None:
    """What is looked at first leaves no heading out."""
    assert (heading(line) is None) == (_HEADING.match(plain(line).casefold()) is None)


def test_a_number_may_be_missing() -> None:
    """It is told whether there was one."""
    found = heading("## output-size")
    assert found is not None
    assert found.number is None


def test_sections_end_at_the_next_question() -> None:
    """Other headings belong to the section they stand in."""
    text = "intro\n## 1. a-b\none\n### more\n## 2. c-d\ntwo"
    names = {"a-b", "c-d"}
    found = list(sections(text, headings(text), lambda h: h.id if h.id in names else None))
    assert [(s.id, s.line, s.lines) for s in found] == [
        ("a-b", 2, ("one", "### more")),
        ("c-d", 5, ("two",)),
    ]
    assert [h.line for h in headings(text)] == [2, 4, 5]


def test_a_text_without_headings_has_no_sections() -> None:
    """Nor does an empty one."""
    for text in ("", "a\nb"):
        assert list(sections(text, headings(text), lambda h: h.id)) == []
