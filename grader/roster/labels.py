"""What the name of a thing handed in says, by the learning system that made it.

Only the part that the system wrote tells who handed in; the file's own name is the student's.
Forms, as their bulk downloads write them:
    Moodle    Full Name_12345_assignsubmission_file_/hw5.zip, or the same without the slash
    Canvas    lastfirst_LATE_12345_67890_hw5-1.zip (student, file, and how often handed in anew)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from grader.stage.archive import is_archive_name, without_suffix
from grader.stage.names import Parts, composed

_MOODLE: Final = re.compile(
    r"(?P<name>.+?)_(?P<number>\d{1,12})_assignsubmission_[a-z]+(?:_(?P<file>.*))?"
)
_CANVAS: Final = re.compile(
    r"(?P<name>.+?)_(?:LATE_)?(?P<number>\d{1,12})_(?:\d{1,12}_(?P<file>.+)|(?P<text>text\.html))"
)
_VERSION: Final = re.compile(r"(?P<stem>.+?)-(?P<version>\d{1,3})(?P<suffix>(?:\.tar)?\.\w+)")
_LOOSE: Final = ""  # the key of a file that says who in a way of its own


@dataclass(frozen=True)
class Label:
    """One name at the top of a folder or archive, taken apart."""

    key: str  # the same for all that belongs together
    name: str  # where the student is named
    number: str = ""  # the learning system's own, of the student
    file: Parts = ()  # what the file is called within the submission; a folder has none
    version: int = 0  # how often the file was handed in before

    @property
    def from_lms(self) -> bool:
        """A learning system made the name."""
        return bool(self.number)

    @property
    def is_loose(self) -> bool:
        """A single file, perhaps one of several that a student handed in."""
        return self.key == _LOOSE


def label(top: str, *, is_folder: bool) -> Label:
    """What `top`, a name at the top of a folder or archive, says."""
    name = composed(top)
    if found := _MOODLE.fullmatch(name):
        return _system(found, (found["file"],) if found["file"] else ())
    if not is_folder and (found := _CANVAS.fullmatch(name)):
        return _canvas(found)
    if is_folder:
        return Label(name, name)
    if not is_archive_name(name):
        return Label(_LOOSE, name)
    return Label(name, without_suffix(name), file=(name,))


def _system(found: re.Match[str], file: Parts, version: int = 0) -> Label:
    name, number = found["name"], found["number"]
    return Label(f"{name}_{number}", name, number, file, version)


def _canvas(found: re.Match[str]) -> Label:
    name = found["file"] or found["text"]
    again = _VERSION.fullmatch(name)
    if again is None:
        return _system(found, (name,))
    return _system(found, (again["stem"] + again["suffix"],), int(again["version"]))
