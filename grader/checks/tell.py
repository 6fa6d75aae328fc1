"""`tell`: what a check says beside its verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, TypeVar

import numpy as np

from grader.errors import AssignmentError
from grader.progress import Listener, Progress
from grader.records import PICTURE_PIXELS, Picture
from grader.text import Text, say

_LEVELS: Final = 10  # of brightness
_MOST_PICTURES: Final = 4  # of one check
_Item = TypeVar("_Item")


class Tell:
    """How far a check has come, and pictures for its report."""

    def __init__(self, check: str, title: Text, listener: Listener, *, alone: bool) -> None:
        self._check = check
        self._title = title
        self._listener = listener
        self._alone = alone
        self.pictures: tuple[Picture, ...] = ()

    def steps(self, items: Iterable[_Item], total: int) -> Iterator[_Item]:
        """The items, of which there are `total`; whoever watches is told of each that is done."""
        for done, item in enumerate(items, 1):
            yield item
            self._listener(Progress(self._check, self._title, done, total))

    def picture(self, title: Text, image: Any) -> None:
        """Put an image (height, width) of numbers from 0, dark, to 1, bright, into the record.

        Student code may have made it, and students see it. So the check must be one that runs
        alone, and its inputs public: then there is nothing that the image could give away.
        Raises `AssignmentError` otherwise, or if there are too many pixels or pictures.
        """
        array = np.asarray(image, dtype=float)
        fits = array.ndim == 2 and max(array.shape) <= PICTURE_PIXELS and np.isfinite(array).all()
        if not (self._alone and fits and len(self.pictures) < _MOST_PICTURES):
            raise AssignmentError(
                say(
                    "{check}: a check with alone=True may draw up to {count} pictures of at most "
                    "{pixels} × {pixels} numbers.",
                    check=self._check,
                    count=_MOST_PICTURES,
                    pixels=PICTURE_PIXELS,
                )
            )
        levels = np.clip(array * _LEVELS, 0, _LEVELS - 1).astype(int)
        rows = tuple("".join(map(str, row)) for row in levels.tolist())
        self.pictures = (*self.pictures, Picture(title, rows))
