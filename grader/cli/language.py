"""Which language this run speaks: --lang, then GRADE_LANG, then the locale."""

from __future__ import annotations

import locale
import os
import sys
from collections.abc import Mapping, Sequence
from itertools import pairwise

from grader.text import LANGUAGES, Language, translate

_VARIABLE = "GRADE_LANG"
_OPTION = "--lang"


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """The language asked for; what is no language of ours is left to the option's parser."""
    candidates = [
        *(a.partition("=")[2] for a in arguments if a.startswith(f"{_OPTION}=")),
        *(b for a, b in pairwise(arguments) if a == _OPTION),
        environment.get(_VARIABLE, ""),
    ]
    for candidate in candidates:
        for language in LANGUAGES:
            if candidate == language:
                return language
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(variable):
            return "ko" if value.startswith("ko") else "en"
    return "ko" if (locale.getlocale()[0] or "").startswith(("ko", "Korean")) else "en"


LANGUAGE: Language = chosen(sys.argv[1:], os.environ)


def here(sentence: str, **values: object) -> str:
    """A sentence of the catalogue in the language of this run."""
    return translate(sentence, LANGUAGE, **values)
