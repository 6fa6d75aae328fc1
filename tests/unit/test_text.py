"""Every sentence in two languages, with the Korean particles that fit."""

from __future__ import annotations

import string

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader import text
from grader.text import Text, particle, say, translate

QUICK = settings(deadline=None, max_examples=200)


@pytest.mark.parametrize(
    ("word", "kind", "expected"),
    [
        ("합성곱", "을", "을"),
        ("스트라이드", "을", "를"),
        ("풀링", "은", "은"),
        ("패딩", "이", "이"),
        ("배치", "이", "가"),
        ("기울기", "과", "와"),
        ("채널", "과", "과"),
        ("필터", "으로", "로"),
        ("채널", "으로", "로"),
        ("출력", "으로", "으로"),
        ("합성곱", "이에요", "이에요"),
        ("필터", "이에요", "예요"),
        ("0", "을", "을"),
        ("1", "으로", "로"),
        ("2", "을", "를"),
        ("3", "과", "과"),
        ("10", "은", "은"),
        ("7", "이", "이"),
        ("8.5", "은", "는"),
        ("(2, 3)", "을", "을"),
        ("im2col", "을", "을"),
        ("pooling", "을", "을"),
        ("numpy.ndarray", "을", "를"),
        ("x", "은", "는"),
        ("", "은", "는"),
        ("!?", "은", "는"),
        ('"합성곱"', "을", "을"),
    ],
)
def test_a_particle_fits_the_sound_before_it(word: str, kind: str, expected: str) -> None:
    """Hangul, digits as they are read, English as it is read; signs do not sound."""
    assert particle(word, kind) == expected


@QUICK
@given(st.text(max_size=10), st.sampled_from(sorted(text._PARTICLES)))
def test_every_word_has_a_particle(word: str, kind: str) -> None:
    """Whatever a student may have named something."""
    assert particle(word, kind) in text._PARTICLES[kind]


@QUICK
@given(st.integers(0xAC00, 0xD7A3))
def test_syllables_with_a_final_consonant_take_the_longer_form(code: int) -> None:
    """을 after a consonant, 를 after a vowel, for all 11,172 syllables."""
    has_final = (code - 0xAC00) % 28 != 0
    assert particle(chr(code), "을") == ("을" if has_final else "를")


SENTENCE = "Your code returned {got}, expected {expected}."


def test_a_sentence_is_said_in_both_languages() -> None:
    """Values are filled in, in the order that each language wants."""
    said = say(SENTENCE, got="list", expected="tuple")
    assert said.en == "Your code returned list, expected tuple."
    assert "list" in said.ko
    assert "tuple" in said.ko
    assert said.ko != said.en
    assert (said["en"], said["ko"]) == (said.en, said.ko)


def test_a_text_is_filled_in_in_the_right_language() -> None:
    """A sentence inside a sentence."""
    inner = Text(en="a list", ko="리스트")
    said = say(SENTENCE, got=inner, expected="x")
    assert "a list" in said.en
    assert "리스트" in said.ko
    assert "a list" not in said.ko


HOSTILE = [
    "{}",
    "{0}",
    "{got}",
    "{expected}",
    "{got.__class__}",
    "%s",
    "{{",
    "}",
    "{got:을}",
    "\x1b[2J",
]


@pytest.mark.parametrize("value", HOSTILE)
def test_a_value_is_never_a_format(value: str) -> None:
    """What a student wrote is filled in as it is, braces and all."""
    said = say(SENTENCE, got=value, expected="x")
    assert said.en == f"Your code returned {value}, expected x."
    assert value in said.ko


@QUICK
@given(st.text(max_size=30))
def test_any_value_can_be_filled_in(value: str) -> None:
    """Nothing in a value can break a sentence."""
    said = say(SENTENCE, got=value, expected=value)
    assert said.en == f"Your code returned {value}, expected {value}."


def test_a_sentence_without_values_may_hold_braces() -> None:
    """Only what has values is a format."""
    assert translate("{ as it is }", "en") == "{ as it is }"


def test_a_sentence_that_nobody_translated_stays_english() -> None:
    """It is shown rather than lost; the catalogue's own test finds it."""
    assert say("No such sentence {n}.", n=5) == Text.same("No such sentence 5.")


def test_a_docstring_is_two_paragraphs() -> None:
    """English, then Korean; lines are joined, and what comes after is for authors."""
    written = """Output height and width follow
    stride and padding.

    출력의 높이와 너비는
    스트라이드와 패딩을 따릅니다.

    Notes for authors.
    """
    assert Text.from_docstring(written) == Text(
        en="Output height and width follow stride and padding.",
        ko="출력의 높이와 너비는 스트라이드와 패딩을 따릅니다.",
    )


@pytest.mark.parametrize(
    ("written", "complete"),
    [(None, False), ("", False), ("English only.", False), ("English.\n\n한국어.", True)],
)
def test_a_text_knows_whether_it_is_complete(written: str | None, complete: bool) -> None:
    """Both languages have to be there."""
    assert Text.from_docstring(written).complete is complete


def test_every_particle_of_the_catalogue_is_known() -> None:
    """No Korean sentence asks for a particle that is none."""
    catalogue = text._catalogue("ko")._catalog  # type: ignore[attr-defined]
    used = {
        spec
        for translated in catalogue.values()
        for _, _, spec, _ in string.Formatter().parse(translated)
        if spec and any("가" <= c <= "힣" for c in spec)
    }
    assert used <= set(text._PARTICLES)
