"""How templates become HTML."""

from __future__ import annotations

from typing import Any

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from grader.reports.html.environment import hidden_ran, make_environment
from grader.text import Text


def shown(make: Any, template: str, **values: Any) -> str:
    return make_environment().from_string(template).render(page=make.page("ko"), **values)


def test_a_value_is_escaped_without_being_asked() -> None:
    """Templates need no filter for text to be harmless, and cannot forget one."""
    assert make_environment().autoescape is True


def test_a_text_comes_in_the_language_of_its_page(make: Any) -> None:
    """A `Text` needs no index."""
    assert shown(make, "{{ text }}", text=Text(en="no", ko="아니요")) == "아니요"


def test_what_cannot_be_seen_is_written_out(make: Any) -> None:
    """Escapes and marks that turn text around are harmless before they are escaped."""
    assert shown(make, "<p>{{ x }}</p>", x="<\x1b\u202e>\n") == r"<p>&lt;\x1b\u202e&gt;\n</p>"


def test_an_attribute_cannot_be_left(make: Any) -> None:
    """Quotation marks of both kinds are escaped."""
    assert shown(make, '<p id="{{ x }}">', x="'\"") == '<p id="&#39;&#34;">'


def test_lines_stay_where_they_are_asked_for(make: Any) -> None:
    """`multiline` keeps line ends and nothing else."""
    assert shown(make, "{{ x | multiline }}", x="a\n<\x1b") == "a\n&lt;\\x1b"


def test_our_own_markup_is_left_alone(make: Any) -> None:
    """What another template of ours has made is not escaped twice."""
    assert shown(make, "{{ x }}", x=Markup("<b>")) == "<b>"


def test_an_unknown_name_is_an_error(make: Any) -> None:
    """A misspelt field is no blank on a student's page."""
    with pytest.raises(UndefinedError):
        shown(make, "{{ nothing }}")


def test_hidden_checks_are_noticed(make: Any) -> None:
    """Only where hidden checks ran, something was withheld."""
    assert hidden_ran(make.graded(make.exercise(make.check())))
    assert not hidden_ran(make.graded(make.exercise(make.check(public=True))))
