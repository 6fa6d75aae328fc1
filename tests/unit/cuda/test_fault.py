"""Every finding has a sentence of its own, in both languages."""

from __future__ import annotations

from itertools import product

from grader.cuda.fault import Finding, Kind, explain, first_of
from grader.text import Text

PLACE = Text(en="line 7 of cuda_conv.py", ko="cuda_conv.py 7번째 줄")


def test_every_kind_says_where():
    """And no two say the same."""
    said = set()
    for kind, write, before in product(Kind, (True, False), (True, False)):
        sentence = explain(Finding(kind, 7, "tile", write, before), PLACE, "tool").en
        assert "line 7" in sentence
        said.add(sentence)
    assert len(said) == len(Kind) + 3  # outside: four ways


def test_a_race_comes_first_and_the_unwritten_last():
    """Whatever the order in which they were noticed."""
    findings = [Finding(kind, 1, "x", write=False) for kind in Kind]
    assert first_of(findings).kind is Kind.RACE
    assert first_of(findings[1:2]).kind is Kind.UNWRITTEN


def test_a_race_on_the_output_is_no_missing_barrier():
    """No barrier orders two blocks."""
    sentence = explain(Finding(Kind.RACE, 7, "y", write=True), PLACE, "tool").en
    assert "__syncthreads" not in sentence
