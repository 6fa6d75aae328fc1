"""A number as students write one: 1,234 or 2,550만 or 약 8.5배 or 3/4 or 1.2e6 or 11.7M."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import Final

from grader.answers.text import UnreadableAnswerError, plain
from grader.text import Text, say

MOST_CHARACTERS: Final = 400  # of a short answer

_DIGITS: Final = r"(?:\d{1,3}(?:[, ]\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+"
_POWER: Final = r"(?:e[+-]?\d{1,3}|[ ]?[x*][ ]?10[ ]?(?:\^|\*\*)[ ]?[({]?[+-]?\d{1,3}[)}]?)"
_KOREAN: Final = {"십": 1e1, "백": 1e2, "천": 1e3, "만": 1e4, "억": 1e8, "조": 1e12}
_ENGLISH: Final = {
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "b": 1e9,
    "g": 1e9,
}
_PART: Final = re.compile(
    rf"(?P<digits>{_DIGITS})(?P<power>{_POWER})?"
    r"(?:[ ]?(?P<english>thousand|million|billion|[kmbg](?=$|[^a-z]|mac|flop|param))"
    # 만 in 2,550만 개, but not in 4 만약; 조 in 3조, but not in 3 조건
    r"|[ ]?(?P<korean>[십백천]?[만억조]|[십백천])(?=$|[^가-힣]|[개번회배가이입여정]))?",
    re.IGNORECASE,
)
# 5천8백 in 5천8백만, each power of ten once and in order.
_SECTION: Final = re.compile(
    r"(?<![\d.,])(?:(\d)천[ ]?)?(?:(\d)백[ ]?)?(?:(\d)십[ ]?)?((?<![ ])\d)?(?![십백천]|\.?\d)"
)
_UNITS: Final = {
    "times": ("배", "times", "x", "fold"),
    "percent": ("%", "퍼센트", "프로", "percent"),
    "pixels": ("픽셀", "화소", "pixels", "pixel", "px"),
    "count": (
        *("개", "번", "회", "가지", "가중치", "매개변수", "파라미터", "곱셈", "곱"),
        *("macs", "mac", "flops", "weights", "parameters", "params", "multiplications"),
    ),
}
_UNIT: Final = re.compile(
    "[ ]?(?:" + "|".join(re.escape(word) for words in _UNITS.values() for word in words) + ")",
    re.IGNORECASE,
)
_OF_WORD: Final = {word: unit for unit, words in _UNITS.items() for word in words}
_RANGE: Final = re.compile(r"[ ]?(?:배|개|%)?[ ]?(?:~|-|에서|부터|내지|to\b)[ ]?$", re.IGNORECASE)
_DECORATION: Final = str.maketrans("", "", "`$_")
_POWER_SIGN: Final = re.compile(r"(?<=\d)\*\*(?=[\d({+-])")


@dataclass(frozen=True)
class Quantity:
    """A number and the unit that was written with it."""

    value: float
    unit: str | None = None  # times, percent, pixels or count

    def __str__(self) -> str:
        sign = {"times": "x", "percent": " %"}.get(self.unit or "", "")
        exact = self.value.is_integer() and abs(self.value) < 1e15
        return (f"{int(self.value):,}" if exact else f"{self.value:.10g}") + sign


def read_number(answer: str) -> Quantity:
    """The one number in a short answer; words around it do not matter.

    Of `a = b = c` the last part counts. Raises UnreadableAnswerError where there is no
    number, more than one, or a range.
    """
    text = _SECTION.sub(_in_digits, one_line(answer).rpartition("=")[2])
    found: list[tuple[int, int, Quantity]] = []
    end = 0
    while (part := _next(text, end)) is not None:
        start, end, _ = part
        if found and _RANGE.fullmatch(text[found[-1][1] : start]):
            raise UnreadableAnswerError(say("A range is not accepted; write one number."))
        found.append(part)
    if len(found) != 1:
        raise UnreadableAnswerError(_not_one(len(found)))
    return found[0][2]


def one_line(answer: str) -> str:
    """A short answer in plain signs; raises UnreadableAnswerError where it is not short."""
    if len(answer) > MOST_CHARACTERS:
        raise UnreadableAnswerError(
            say(
                "The answer has {got} characters, expected at most {expected}. Write your "
                "working above a line that begins with `Answer:`.",
                got=len(answer),
                expected=MOST_CHARACTERS,
            )
        )
    text = _POWER_SIGN.sub("^", plain(answer).translate(_DECORATION)).replace("**", "")
    return " ".join(text.replace("\\times", "x").split())


def _in_digits(section: re.Match[str]) -> str:
    digits = section.groups()
    if len(digits) - digits.count(None) < 2:
        return section[0]
    return "".join(digit or "0" for digit in digits)


def _next(text: str, position: int) -> tuple[int, int, Quantity] | None:
    """The next number at or after `position`: where it begins and ends, and what it is."""
    first = _PART.search(text, position)
    if first is None:
        return None
    value, end = _value(first), first.end()
    part = first
    while _goes_on(part) and (more := _PART.match(text, end + text.startswith(" ", end))):
        value, end, part = value + _value(more), more.end(), more
    value, end = _divided(text, value, end)
    start = first.start()
    if text[:start].endswith("-") and (start == 1 or not text[start - 2].isalnum()):
        value, start = -value, start - 1
    if not math.isfinite(value):
        raise UnreadableAnswerError(say("The number is too large to be read."))
    unit = _UNIT.match(text, end)
    if unit is None:
        return start, end, Quantity(value)
    return start, unit.end(), Quantity(value, _OF_WORD[unit[0].strip().lower()])


def _value(part: re.Match[str]) -> float:
    digits = part["digits"].replace(",", "").replace(" ", "")
    exponent = re.search(r"[+-]?\d+(?=[)}]?$)", part["power"] or "")
    value = float(f"{digits}e{exponent[0] if exponent else 0}")
    for word in part["korean"] or "":
        value *= _KOREAN[word]
    return value * _ENGLISH.get((part["english"] or "").lower(), 1.0)


def _divided(text: str, value: float, end: int) -> tuple[float, int]:
    """A fraction such as 3/4; only of plain numbers."""
    below = re.compile(rf"[ ]?/[ ]?({_DIGITS})(?![ ]?/)").match(text, end)
    if below is None:
        return value, end
    divisor = float(below[1].replace(",", "").replace(" ", ""))
    if not divisor:
        raise UnreadableAnswerError(say("Nothing can be divided by zero."))
    return value / divisor, below.end()


def _goes_on(part: re.Match[str]) -> bool:
    """More may follow that adds to it: 1억 3,800만."""
    return (part["korean"] or " ")[-1] in "만억조"


def _not_one(count: int) -> Text:
    if not count:
        return say("There is no number in the answer; write it in digits, such as 12.")
    return say(
        "There are {got} numbers in the answer, expected one. Write it alone on a line that "
        "begins with `Answer:`.",
        got=count,
    )
