"""What the assignment's README says of one exercise."""

from __future__ import annotations

import re
from typing import Final

from grader.assignment import Assignment, Exercise
from grader.text import LANGUAGES, Language

_FILES: Final[dict[Language, str]] = {"ko": "README.ko.md", "en": "README.md"}
_SECTION: Final = re.compile(r"^## (?P<heading>.*)\n(?P<body>(?:(?!## ).*\n?)*)", re.MULTILINE)


def statements(assignment: Assignment, exercise: Exercise) -> dict[Language, str]:
    """By language, the section whose heading names the exercise's file; without the heading.

    A language in which there is none is left out.
    """
    found = {language: _section(assignment, exercise, language) for language in LANGUAGES}
    return {language: text for language, text in found.items() if text}


def _section(assignment: Assignment, exercise: Exercise, language: Language) -> str:
    path = assignment.folder / _FILES[language]
    text = path.read_text("utf-8") if path.is_file() else ""
    for section in _SECTION.finditer(text):
        if f"`{exercise.file}`" in section["heading"]:
            return section["body"].strip().removesuffix("---").strip()
    return ""
