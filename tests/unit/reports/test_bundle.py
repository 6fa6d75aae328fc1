"""Reports as a notebook's output cell shows them."""

from __future__ import annotations

import msgspec

from grader.records import Said
from grader.reports.bundle import display_bundle, exercise_bundle
from tests.verdicts import record

EVIL = "<img src=x onerror=alert(1)></pre><script>x</script>\x1b[2J"


def test_the_whole_report_in_both_forms() -> None:
    """HTML with colours for browsers, text for everything else."""
    bundle = display_bundle(record(), "en")
    assert set(bundle) == {"text/html", "text/plain"}
    for text in bundle.values():
        assert "Every value is doubled." in text
        assert "Score: 2 of 3 points" in text


def test_one_exercise() -> None:
    """Without the total of a submission that is shown part by part."""
    bundle = exercise_bundle(record().exercises[0], "ko")
    assert "모든 값이 두 배가 됩니다." in bundle["text/html"]
    assert "double" in bundle["text/plain"]
    assert "/3" in bundle["text/plain"]


def test_words_of_student_code_are_no_markup() -> None:
    """Neither elements nor escape sequences come through."""
    (exercise,) = record().exercises
    check = msgspec.structs.replace(exercise.checks[0], public=True, said=Said(EVIL), output=EVIL)
    bundle = exercise_bundle(msgspec.structs.replace(exercise, checks=(check,)), "en")
    assert "<script" not in bundle["text/html"]
    assert "<img" not in bundle["text/html"]
    assert "\x1b" not in bundle["text/html"] + bundle["text/plain"]
