"""Numbers are read as students write them, and nothing is guessed."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grader.answers import UnreadableAnswerError, read_number

READABLE = [
    ("4", 4.0, None),
    ("0", 0.0, None),
    ("-3", -3.0, None),
    ("\u22123.5", -3.5, None),
    (".5", 0.5, None),
    ("1,234,567", 1_234_567.0, None),
    ("1 234", 1234.0, None),
    ("\uff12\uff15", 25.0, None),
    ("3/4", 0.75, None),
    ("1.2e6", 1.2e6, None),
    ("1.2e-3", 1.2e-3, None),
    ("1.2 x 10^6", 1.2e6, None),
    ("1.2\u00d710\u2076", 1.2e6, None),
    ("1.2*10**6", 1.2e6, None),
    ("2,550만", 25_500_000.0, None),
    ("2,550 만 개", 25_500_000.0, "count"),
    ("1.38억", 1.38e8, None),
    ("1억 3,800만", 1.38e8, None),
    ("2,352만 8,522개", 23_528_522.0, "count"),
    ("5천", 5000.0, None),
    ("2백만", 2e6, None),
    ("5천8백만", 5.8e7, None),
    ("1억 3천 8백만 개", 1.38e8, "count"),
    ("2천3백5십2만 8천5백2십2", 23_528_522.0, None),
    ("2백5배", 205.0, "times"),
    ("25.5M", 25.5e6, None),
    ("57.8 million", 57.8e6, None),
    ("3.8 GFLOPs", 3.8e9, "count"),
    ("57.8MMACs", 57.8e6, "count"),
    ("1.4 billion", 1.4e9, None),
    ("약 8.5배", 8.5, "times"),
    ("8.4x", 8.4, "times"),
    ("$8.4\\times$", 8.4, "times"),
    ("28 %", 28.0, "percent"),
    ("28퍼센트", 28.0, "percent"),
    ("11 px", 11.0, "pixels"),
    ("**4,640**개", 4640.0, "count"),
    ("`4640`", 4640.0, None),
    ("가중치는 225개입니다.", 225.0, "count"),
    ("It has 225 weights.", 225.0, "count"),
    ("(5 + 4 - 4) / 1 + 1 = 6", 6.0, None),
    ("4 조건", 4.0, None),
    ("```\n4\n```", 4.0, None),
]


@pytest.mark.parametrize(("text", "value", "unit"), READABLE)
def test_a_number_is_read(text: str, value: float, unit: str | None) -> None:
    """Separators, fractions, powers, Korean and English number words and units are understood."""
    got = read_number(text)
    assert got.value == pytest.approx(value)
    assert got.unit == unit


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "no number"),
        ("모르겠어요", "no number"),
        ("225 또는 228", "2 numbers"),
        ("3천 4천", "2 numbers"),
        ("5천 8", "2 numbers"),
        ("2천5백70", "3 numbers"),
        ("8~9배", "range"),
        ("8\u20139", "range"),
        ("8에서 9", "range"),
        ("8 to 9", "range"),
        ("1/0", "zero"),
        ("1e999", "too large"),
        ("9" * 400, "too large"),
        ("9" * 401, "401 characters"),
    ],
)
def test_what_is_no_number_is_said(text: str, said: str) -> None:
    """Nothing, several numbers, ranges and absurd ones are refused with the reason."""
    with pytest.raises(UnreadableAnswerError) as caught:
        read_number(text)
    assert said in caught.value.message.en
    assert caught.value.message.complete


@pytest.mark.parametrize(
    ("text", "shown"), [("25.5M", "25,500,000"), ("1/8", "0.125"), ("28%", "28 %"), ("7배", "7x")]
)
def test_what_was_read_is_shown(text: str, shown: str) -> None:
    """A student recognises the answer in the report."""
    assert str(read_number(text)) == shown


@given(st.integers(-(10**12), 10**12))
def test_every_integer_survives(number: int) -> None:
    """However it is grouped, an integer is read as itself."""
    for text in (f"{number}", f"{number:,}", f"{number:_}", f"답은 {number:,}개입니다"):
        assert read_number(text).value == number


@given(st.text(max_size=500))
def test_any_text_is_read_or_refused(text: str) -> None:
    """No text does anything but give a finite number or a reason."""
    with contextlib.suppress(UnreadableAnswerError):
        assert abs(read_number(text).value) < float("inf")


@given(st.text(alphabet="0123456789,. e^x*/~-만억천개%=()", max_size=400))
def test_any_signs_are_read_or_refused(text: str) -> None:
    """The same for texts made of what numbers are made of."""
    with contextlib.suppress(UnreadableAnswerError):
        assert abs(read_number(text).value) < float("inf")
