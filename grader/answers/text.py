"""Bytes of answers.md as text, and one way to write what keyboards and editors write in many."""

from __future__ import annotations

import codecs
import re
from typing import Final

from grader.errors import GradeError
from grader.letters import normalized
from grader.text import Text, say

MOST_KIB: Final = 256  # of a file; the longest honest one is far below
_UTF16_MARKS: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_HANGUL: Final = re.compile("[가-힣]")
_SUPERSCRIPT: Final = re.compile("[⁰¹²³⁴-⁹⁻⁺]+")
_ONE_SIGN: Final = {
    "\u2010": "-",  # hyphens and minus signs that editors put in
    "\u2011": "-",
    "\u2212": "-",
    "\u2013": "~",  # the en dash of a range
    "\u223c": "~",
    "\u301c": "~",
    "\u00d7": "x",  # crosses
    "\u2715": "x",
    "\u2a2f": "x",
    "\u2044": "/",
    "\u00f7": "/",
    "\u00b7": "*",
    "\u2217": "*",
    "\u3001": ",",
}
_SIGN: Final = re.compile(f"[{''.join(_ONE_SIGN)}]")
_LAYOUT: Final = re.compile(r"[\W_]+")


class UnreadableAnswerError(GradeError):
    """What is written cannot be read; the message says why."""


def decoded(data: bytes) -> str:
    r"""The text of answers.md, newlines as \n; UnreadableAnswerError where it is not UTF-8."""
    if len(data) > MOST_KIB * 1024:
        raise UnreadableAnswerError(
            say("It is larger than {expected} KiB; make it shorter.", expected=MOST_KIB)
        )
    if data.startswith(_UTF16_MARKS):
        raise UnreadableAnswerError(say("It is saved as UTF-16; save it as UTF-8."))
    try:
        text = data.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError:
        raise UnreadableAnswerError(_not_utf8(data)) from None
    return normalized("NFC", "\n".join(text.splitlines()))


def plain(text: str) -> str:
    r"""`text` with full-width signs, dashes, crosses and exponents each written in one way.

    >>> plain("\uff08\uff16\uff09"), plain("1.2\u00d710\u2076")
    ('(6)', '1.2x10^6')
    """
    if text.isascii():
        return text
    powers = _SUPERSCRIPT.sub(lambda found: "^" + found[0], _with_one_sign(text))
    return _with_one_sign(normalized("NFKC", powers))


def squeezed(text: str) -> str:
    """Letters and digits alone, in small letters: what stays when layout changes."""
    return _LAYOUT.sub("", plain(text).casefold())


def _with_one_sign(text: str) -> str:
    """Like `str.translate`, which looks up every letter and is five times as slow."""
    return _SIGN.sub(lambda found: _ONE_SIGN[found[0]], text)


def _not_utf8(data: bytes) -> Text:
    try:
        korean = bool(_HANGUL.search(data.decode("cp949")))
    except UnicodeDecodeError:
        korean = False
    if korean:
        return say("It is saved as CP949 (Korean Windows); save it as UTF-8.")
    return say("It is not UTF-8 text; save it as UTF-8.")
