"""Sentences for people, in Korean and in English at once.

The grader's own sentences are written in English in the code and translated by a
gettext catalogue; a sentence of an assignment's author is written in both languages
where it is used. Both end as a `Text`, so a record can be shown in either language
long after it was made.
"""

from __future__ import annotations

import gettext
import inspect
import string
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")

_LOCALE = Path(__file__).parent / "locale"
_HANGUL_FIRST, _HANGUL_LAST, _FINALS = 0xAC00, 0xD7A3, 28
_RIEUL = 8  # index of the final consonant ㄹ, after which 로 is used instead of 으로
_DIGIT_FINAL = {"0": 21, "1": 8, "2": 0, "3": 16, "4": 0, "5": 0, "6": 1, "7": 8, "8": 8, "9": 0}
_LETTER_FINAL = {"l": 8, "m": 16, "n": 4}  # as English words that end so are read in Korean
_PARTICLES = {
    "은": ("은", "는"),
    "이": ("이", "가"),
    "을": ("을", "를"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이에요": ("이에요", "예요"),
    "이라는": ("이라는", "라는"),
    "이라고": ("이라고", "라고"),
    "이어야": ("이어야", "여야"),
}


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sentence in both languages."""

    en: str
    ko: str

    def __getitem__(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en

    @classmethod
    def same(cls, sentence: str) -> Text:
        """A formula, a name or a number: nothing to translate."""
        return cls(en=sentence, ko=sentence)

    @classmethod
    def from_docstring(cls, docstring: str | None) -> Text:
        """English paragraph first, Korean paragraph second; an absent one is empty."""
        paragraphs = inspect.cleandoc(docstring or "").split("\n\n")
        english, korean = (" ".join(p.split()) for p in (*paragraphs, "", "")[:2])
        return cls(en=english, ko=korean)

    @property
    def complete(self) -> bool:
        """Both languages are there, and the Korean one is Korean where words are used."""
        return bool(self.en.strip()) and bool(self.ko.strip())


def particle(word: str, kind: str) -> str:
    """The form of a Korean particle that fits the sound at the end of `word`.

    >>> particle("합성곱", "을"), particle("스트라이드", "을"), particle("7", "으로")
    ('을', '를', '로')
    """
    with_final, without_final = _PARTICLES[kind]
    final = _final_consonant(word)
    if kind == "으로" and final == _RIEUL:
        return without_final
    return with_final if final else without_final


def _final_consonant(word: str) -> int:
    last = next((c for c in reversed(word) if c.isalnum()), "")
    if last and _HANGUL_FIRST <= ord(last) <= _HANGUL_LAST:
        return (ord(last) - _HANGUL_FIRST) % _FINALS
    if word.lower().endswith("ng"):  # pooling, padding
        return _DIGIT_FINAL["0"]
    return _DIGIT_FINAL.get(last, _LETTER_FINAL.get(last.lower(), 0))


class _Formatter(string.Formatter):
    """`{name:을}` writes the value and the particle that fits it."""

    def format_field(self, value: object, format_spec: str) -> str:
        if format_spec in _PARTICLES:
            return f"{value}{particle(str(value), format_spec)}"
        return str(super().format_field(value, format_spec))


_FORMATTER = _Formatter()


@cache
def _catalogue(language: Language) -> gettext.NullTranslations:
    return gettext.translation("grade", _LOCALE, [language], fallback=language == "en")


def translate(sentence: str, language: Language, **values: object) -> str:
    """`sentence` (a msgid of the catalogue) in one language, with `values` filled in."""
    chosen = _catalogue(language).gettext(sentence)
    filled = {k: v[language] if isinstance(v, Text) else v for k, v in values.items()}
    return _FORMATTER.vformat(chosen, (), filled) if values else chosen


def say(sentence: str, **values: object) -> Text:
    """`sentence` (a msgid of the catalogue) in both languages, with `values` filled in.

    A value that is itself a `Text` is filled in in the right language.
    """
    return Text(
        en=translate(sentence, "en", **values),
        ko=translate(sentence, "ko", **values),
    )
