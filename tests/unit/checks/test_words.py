"""Words of student code that the grader may say."""

from __future__ import annotations

import os
import sys

import pytest

from grader.checks.words import is_few_numbers, is_known, is_ordinary_shape


@pytest.mark.parametrize("name", ["ValueError", "int", "generator", "LinAlgError", "Tensor"])
def test_names_that_everybody_knows_may_be_said(name: str) -> None:
    """Python's own classes, and those that submissions often have from a library."""
    assert is_known(name)


@pytest.mark.parametrize("name", ["x_0_4967", "0.4967", "", "Value Error", "valueerror"])
def test_a_name_of_the_students_choosing_may_not(name: str) -> None:
    """A class can be named after the numbers it was given."""
    assert not is_known(name)


def test_asking_for_a_name_keeps_nothing_of_it() -> None:
    """The interpreter remembers names that were looked up as attributes, a student's too."""
    name = f"x_0_{os.getpid()}"  # no constant, which the interpreter would keep
    references = sys.getrefcount(name)
    assert not is_known(name)
    assert sys.getrefcount(name) == references


@pytest.mark.parametrize("shown", ["7", "-2.5e-07", "(2, 3, 4, 4)", "None", "True", "-inf"])
def test_a_few_numbers_may_be_said(shown: str) -> None:
    """A wrong size is what a student wants to see."""
    assert is_few_numbers(shown)


@pytest.mark.parametrize("shown", ["'0.4967'", "1" * 25, "array([1])", "0x1f", "", "5\n"])
def test_text_and_long_numbers_may_not(shown: str) -> None:
    """Both could hold whatever the code was given."""
    assert not is_few_numbers(shown)


def test_the_shape_of_an_empty_array_may_be_said_if_it_is_ordinary() -> None:
    """An empty array costs nothing, so its sizes could be any numbers at all."""
    assert is_ordinary_shape((2, 0, 4, 4))
    assert is_ordinary_shape(())
    assert not is_ordinary_shape((49671308, 0))
    assert not is_ordinary_shape((0,) * 7)
