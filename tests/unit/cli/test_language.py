"""Which language a run speaks."""

from __future__ import annotations

import pytest

from grader.cli.language import chosen


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        (["--lang", "ko"], {"GRADE_LANG": "en"}, "ko"),
        (["hw1", "--lang=en"], {"GRADE_LANG": "ko"}, "en"),
        (["hw1"], {"GRADE_LANG": "ko", "LANG": "en_US.UTF-8"}, "ko"),
        (["hw1"], {"LANG": "ko_KR.UTF-8"}, "ko"),
        (["hw1"], {"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        (["hw1"], {"LC_MESSAGES": "de_DE", "LANG": "ko_KR"}, "en"),
        (["--lang", "fr"], {"GRADE_LANG": "ko"}, "ko"),
        (["--lang"], {"LANG": "C"}, "en"),
    ],
)
def test_option_then_variable_then_locale(
    arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    """--lang comes before GRADE_LANG, which comes before the locale."""
    assert chosen(arguments, environment) == expected
