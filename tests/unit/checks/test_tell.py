"""`tell`: progress goes to whoever listens, pictures into the record, and nothing gets out."""

from __future__ import annotations

import numpy as np
import pytest

from grader.checks.tell import Tell
from grader.errors import AssignmentError
from grader.progress import Progress, nobody_listens
from grader.records import PICTURE_PIXELS
from grader.text import Text

TITLE = Text(en="It learns.", ko="배웁니다.")


def a_tell(*, alone: bool = True) -> Tell:
    return Tell("net::test_learns", TITLE, nobody_listens, alone=alone)


def test_each_step_is_told_when_it_is_done() -> None:
    """The items come through unchanged, in their order."""
    heard: list[Progress] = []
    tell = Tell("net::test_learns", TITLE, heard.append, alone=False)
    for item in tell.steps("ab", 2):
        assert len(heard) == "ab".index(item)
    assert [(each.done, each.total) for each in heard] == [(1, 2), (2, 2)]
    assert heard[0].title == TITLE


def test_a_picture_has_ten_levels() -> None:
    """Brightness from 0 to 1 becomes a digit; what is beyond is cut."""
    tell = a_tell()
    tell.picture(TITLE, np.array([[0.0, 0.55], [1.0, 7.0]]))
    assert tell.pictures[0].rows == ("05", "99")


@pytest.mark.parametrize(
    "image",
    [
        np.zeros(3),
        np.zeros((PICTURE_PIXELS + 1, 1)),
        np.full((2, 2), np.nan),
    ],
)
def test_what_is_no_small_picture_is_the_authors_mistake(image: np.ndarray) -> None:
    """Shape, size and numbers are looked at."""
    with pytest.raises(AssignmentError, match="alone=True"):
        a_tell().picture(TITLE, image)


def test_only_a_check_that_runs_alone_may_draw() -> None:
    """Elsewhere the worker has seen hidden inputs, and could draw them."""
    with pytest.raises(AssignmentError, match="test_learns"):
        a_tell(alone=False).picture(TITLE, np.zeros((2, 2)))


def test_there_are_few_pictures() -> None:
    """A record stays small."""
    tell = a_tell()
    for _ in range(4):
        tell.picture(TITLE, np.zeros((2, 2)))
    with pytest.raises(AssignmentError):
        tell.picture(TITLE, np.zeros((2, 2)))
