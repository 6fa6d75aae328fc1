"""What click finds wrong is said in our words: whatever it finds, in every release."""

from __future__ import annotations

import pytest
import rich_click as click

from grader.cli.app import grade
from grader.cli.misused import sentence_of


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("batch", "ASSIGNMENT is missing. See: grade batch --help"),
        ("batch a", "SUBMISSIONS is missing. See: grade batch --help"),
        ("gradebook sync a", "--course is missing. See: grade gradebook sync --help"),
        ("export a --cvs x", "There is no option --cvs. Did you mean --csv"),
        ("export a --zzzz", "There is no option --zzzz. See: grade export --help"),
        ("batch a x --roster", "--roster needs a value."),
        ("batch a x --quiet=1", "--quiet takes no value."),
        ("batch a x --lanes two", "--lanes is two, expected a number, 1 or more."),
        ("batch a x --lanes 0", "--lanes is 0, expected a number, 1 or more."),
        ("essays a --port 99999", "--port is 99999, expected a number from 0 to 65535."),
        ("export a --score foo", "--score is foo, expected one of: total, machine."),
        ("class a --roster /no/such", "--roster is /no/such, expected a file that can be read."),
        ("export a --csv /", "--csv is /, expected a file. See"),
        ("export a --feedback /etc/passwd", "--feedback is /etc/passwd, expected a folder."),
        ("class a b c", "These words are too many: b c See: grade class --help"),
        ("gradebook pull", "There is no command pull. See: grade gradebook --help"),
    ],
)
def test_every_finding_has_its_sentence(line: str, said: str) -> None:
    """None of click's own, which there is in English alone."""
    with pytest.raises(click.ClickException) as found:
        grade.main(line.split(), prog_name="grade", standalone_mode=False)
    assert sentence_of(found.value).startswith(said)


def test_what_is_not_known_is_click_s() -> None:
    """Better English than nothing."""
    line = "Something new."
    assert sentence_of(click.UsageError(line)) == line
    assert sentence_of(click.ClickException(line)) == line
