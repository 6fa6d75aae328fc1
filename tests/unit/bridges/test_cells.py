"""Cells of nbgrader's notebooks."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import nbformat
import pytest

from grader.bridges.cells import (
    answer,
    checks,
    inert_markdown,
    notebook,
    output,
    solution,
    statement,
)

ALL = [
    statement("a-title", "# A"),
    solution("a-solution", "x = 1"),
    checks("a-checks", "check()", 2.0, [output({"text/plain": "good"})]),
    answer("b-why", "Because.", 0.5),
]


def test_jupyter_and_nbgrader_take_the_file() -> None:
    """By their own schemas; ids are unique, and nothing needs an upgrade."""
    validator = pytest.importorskip("nbgrader.nbgraderformat").MetadataValidator()
    read = nbformat.reads(notebook(ALL, {"grade": {"a": 1}}).decode(), as_version=4)
    nbformat.validate(read)
    validator.validate_nb(read)
    assert read.metadata.grade == {"a": 1}
    assert [cell.cell_type for cell in read.cells] == ["markdown", "code", "code", "markdown"]


def test_who_may_write_and_what_is_earned() -> None:
    """Statements and checks are locked, answers and checks have points."""
    purposes = [cell["metadata"]["nbgrader"] for cell in ALL]
    assert [each["locked"] for each in purposes] == [True, False, True, False]
    assert [each["solution"] for each in purposes] == [False, True, False, True]
    assert [each.get("points") for each in purposes] == [None, None, 2.0, 0.5]


def test_words_of_a_student_are_no_markup() -> None:
    """No element can begin or end within them."""
    inert = inert_markdown("</pre><script>x</script>\n\n$\\href{javascript:x}{y}$ ![a](b)")
    assert inert.count("<") == 2
    assert inert.startswith("<pre ")
    assert inert.endswith("</pre>")


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
@pytest.mark.parametrize(
    "text",
    [
        "a\n\n<script>x</script>\n\n$$\n<script>x</script>\n$$",
        "```\n</pre>\n<script>x</script>",
        "\\begin{equation}\n<script>x</script>\n\\end{equation}",
        "$`<script>x</script>`$ [x](javascript:x) <javascript:x>",
        "&lt;script&gt;x&lt;/script&gt;\n\n    <script>x</script>\n\n# heading",
        "![x](attachment:x.svg)\n\n[a]: http://x.test\n\n| a |\n|---|\n| <script> |",
    ],
)
def test_the_converter_of_nbgraders_pages_leaves_it_alone(text: str) -> None:
    """Whatever else it makes of markdown: one element, and the words in it."""
    filters = pytest.importorskip("nbconvert.filters.markdown_mistune")
    page = filters.markdown2html_mistune(inert_markdown(text))
    tree = ET.fromstring(f"<page>{page}</page>")  # noqa: S314 - of our own making
    assert [element.tag for element in tree.iter()] == ["page", "pre"]
    assert "".join(tree.itertext()).strip() == text.strip()
