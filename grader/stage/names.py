"""Names of files: told apart, made safe to show, refused when they are tricks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from typing import Final

from grader.errors import SubmissionError
from grader.stage.staged import StageLimits
from grader.text import Text, say

Parts = tuple[str, ...]  # folders and name, as they are spelled in the submission

_CLUTTER: Final = frozenset({"__MACOSX", "__pycache__"})
_COPY: Final = re.compile(
    r"(?P<stem>\w{1,80})(?: ?\(\d{1,3}\)| - (?:Copy|복사본)| (?:copy|복사본)(?: \d{1,3})?)"
    r"(?P<suffix>\.\w{1,9})"
)
_DRIVE: Final = re.compile(r"[A-Za-z]:")
# printable by Unicode, yet drawn as nothing: Hangul fillers, braille blank, grapheme joiner
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
_SHOWN_LENGTH: Final = 120
_SHOWN_NAMES: Final = 5


def shown(name: str) -> str:
    r"""`name` for people: one short line, whatever cannot be seen written as \x.. or \u....

    A backslash is doubled, so an escape cannot be forged. In a name that is not in Unicode's
    composed form (NFC) every letter beyond ASCII is written out, so it differs from its twin.
    """
    start = name[: _SHOWN_LENGTH + 1]  # normalising a hostile name of any length takes minutes
    composed = unicodedata.is_normalized("NFC", start)
    text = "".join(_shown_letter(letter, composed=composed) for letter in start)
    text = re.sub(r"^ +| +$", lambda spaces: r"\x20" * len(spaces[0]), text)
    return text if len(text) <= _SHOWN_LENGTH else text[: _SHOWN_LENGTH - 1] + "…"


def _shown_letter(letter: str, *, composed: bool) -> str:
    visible = letter.isprintable() and letter not in _BLANK and letter != "\\"
    if visible and (composed or letter.isascii()):
        return letter
    return letter.encode("unicode_escape").decode("ascii")


def listed(names: Sequence[str]) -> str:
    """A few of `names` for a sentence, safe to show; the rest as an ellipsis."""
    few = [shown(name) for name in names[:_SHOWN_NAMES]]
    return ", ".join(few + ["…"] * (len(names) > _SHOWN_NAMES))


def decoded(name: bytes) -> str:
    """An archive's bytes as a name: UTF-8, else CP949 (zip files of Korean Windows)."""
    for encoding in ("utf-8", "cp949"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "surrogateescape")


def composed(name: str) -> str:
    """`name` in Unicode's composed form; macOS writes 한글 in pieces."""
    return unicodedata.normalize("NFC", name)


def match(name: str, allowed: Collection[str]) -> str | None:
    """The allowed file that `name` stands for, in whatever case or Unicode form, if any."""
    folded = composed(name).lower()
    return next((wanted for wanted in allowed if composed(wanted).lower() == folded), None)


def copied_from(name: str) -> str | None:
    """The name that a browser or a file manager gave a number or a word to; None for others.

    >>> copied_from("shapes (1).py"), copied_from("shapes.py")
    ('shapes.py', None)
    """
    found = _COPY.fullmatch(name)
    return found and found["stem"] + found["suffix"]


def is_clutter(path: Parts) -> bool:
    """`path` is, or lies in, what systems and editors leave behind: never worth a word."""
    return any(part.startswith(".") or part in _CLUTTER for part in path)


def member_path(name: str, limits: StageLimits) -> Parts:
    """The folders and name of an archive's member; () is the archive's own folder.

    Raises SubmissionError for a name that could lead out of the folder on any system.
    """
    parts = name.split("/")
    danger = _danger(name, parts)
    if danger is not None:
        raise SubmissionError(
            say(
                "The path {name} in the archive is not safe ({reason})."
                " Pack the assignment's folder again and hand that in.",
                name=shown(name),
                reason=danger,
            )
        )
    path = tuple(part for part in parts if part not in ("", "."))
    require_short(path, limits)
    return path


def _danger(name: str, parts: list[str]) -> Text | None:
    if name.startswith("/"):
        return say("an absolute path")
    if _DRIVE.match(name):
        return say("a drive letter")
    if "\\" in name:
        return say("a backslash")
    if ".." in parts:
        return say("a step out of the folder with '..'")
    return None


def require_short(path: Parts, limits: StageLimits) -> None:
    """Raises SubmissionError for a path that is too deep or a name that is too long."""
    if len(path) - 1 > limits.depth:
        raise SubmissionError(
            say(
                "The path {name} is too deep: got {got} folders, expected at most {expected}.",
                name=shown("/".join(path)),
                got=len(path) - 1,
                expected=limits.depth,
            )
        )
    for part in path:
        length = len(part.encode("utf-8", "surrogatepass"))
        if length > limits.name_bytes:
            raise SubmissionError(
                say(
                    "The name {name} is too long: got {got} bytes, expected at most {expected}.",
                    name=shown(part),
                    got=length,
                    expected=limits.name_bytes,
                )
            )
