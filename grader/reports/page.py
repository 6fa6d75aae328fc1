"""How one report is written: its language, its signs, and the only way from words to lines."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text as Line

from grader.records import GradedSubmission
from grader.reports.escaping import encodable, inert, shortened
from grader.reports.layout import shortened_in_the_middle
from grader.reports.theme import Glyphs, glyphs_for
from grader.text import Language, Text, translate

_KOREAN = "가힣"
_NAME_CELLS = 40


@dataclass(frozen=True)
class Page:
    """What every part of a report shares; all text comes through `line` or `paragraph`."""

    language: Language
    asked: Language  # differs where the console cannot show Korean
    encoding: str
    glyphs: Glyphs
    preview: bool  # hidden checks wait, so there is no score
    verbose: bool

    @classmethod
    def of(
        cls, graded: GradedSubmission, language: Language, console: Console, *, verbose: bool
    ) -> Page:
        """A page for one record on one console."""
        preview = any(exercise.hidden_checks for exercise in graded.exercises)
        return cls.on(console, language, preview=preview, verbose=verbose)

    @classmethod
    def on(
        cls, console: Console, language: Language, *, preview: bool = False, verbose: bool = False
    ) -> Page:
        """A page on one console, whatever it is about."""
        encoding = _known(console.encoding)
        shows_korean = encodable(_KOREAN, encoding) == _KOREAN
        return cls(
            language=language if shows_korean else "en",
            asked=language,
            encoding=encoding,
            glyphs=glyphs_for(encoding),
            preview=preview,
            verbose=verbose,
        )

    def translate(self, sentence: str, **values: object) -> str:
        """A msgid of the catalogue in this page's language."""
        return translate(sentence, self.language, **values)

    def plain(self, text: str | Text) -> str:
        """`text` in this page's language, on one line, harmless and encodable."""
        return encodable(inert(self._chosen(text)), self.encoding)

    def line(self, text: str | Text, style: str = "") -> Line:
        """`plain` with a style; never read as markup."""
        return Line(self.plain(text), style)

    def name(self, text: str) -> str:
        """`plain` for what somebody is called; a long name is shortened in its middle."""
        return shortened_in_the_middle(self.plain(text), _NAME_CELLS, self.glyphs.ellipsis)

    def paragraph(self, text: str | Text, style: str = "") -> Line:
        """Like `line`, but line ends stay and a flood is cut short."""
        short = shortened(self._chosen(text), self.glyphs.ellipsis)
        return Line(encodable(inert(short, lines=True), self.encoding), style)

    def _chosen(self, text: str | Text) -> str:
        return text if isinstance(text, str) else text[self.language]


def _known(encoding: str) -> str:
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return "ascii"
