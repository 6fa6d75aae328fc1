"""What is said where an extra is not installed."""

from __future__ import annotations

import pytest

from grader import extras
from grader.errors import UsageError


def test_the_command_that_installs_it() -> None:
    """Only what is missing is named, with the extra that brings it."""
    with pytest.raises(UsageError) as refused:
        extras.require("nbgrader", "pytest", "no_such_module")
    assert refused.value.message.en == (
        "This command needs no_such_module. Next: pip install 'grade[nbgrader]'"
    )
    assert refused.value.message.complete


def test_what_is_there_is_not_missing() -> None:
    """Looking imports nothing."""
    assert extras.missing(["pytest", "no_such_module"]) == ("no_such_module",)
    extras.require("batch", "pytest")
