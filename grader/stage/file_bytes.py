"""A large archive on disk, of which only the parts that are asked for are read."""

from __future__ import annotations

from pathlib import Path

from grader.errors import SubmissionError
from grader.stage.folder import unreadable
from grader.stage.names import shown
from grader.text import say


class FileBytes:
    """The bytes of a file, as `grader.stage.zip_directory.Bytes` asks for them.

    Raises SubmissionError where the file cannot be read or has become shorter meanwhile.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            self._size = path.stat().st_size
        except OSError as error:
            raise unreadable(path, error) from None

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, where: slice, /) -> bytes:
        start, stop, _ = where.indices(self._size)
        wanted = max(stop - start, 0)
        try:
            with self._path.open("rb") as file:
                file.seek(start)
                data = file.read(wanted)
        except OSError as error:
            raise unreadable(self._path, error) from None
        if len(data) != wanted:
            raise SubmissionError(
                say("{path} changed while it was read.", path=shown(str(self._path)))
            )
        return data
