"""What people hand in or write down is read, or refused in words; nothing else may happen.

`make fuzz` runs the same for long: FUZZ_EXAMPLES says how many inputs each reader gets.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.answers import (
    decoded,
    read_answers,
    read_matrix,
    read_number,
    read_shape,
    same_words,
    squeezed,
)
from grader.assignment import Assignment
from grader.errors import AssignmentError, GradeError, SubmissionError
from grader.stage import stage
from grader.stage.entries import FileRefusedError
from grader.stage.source_text import source_text
from tests.fuzz.originals import ALLOWED, ARCHIVES, TEMPLATE, TOML

fuzzed = settings(
    max_examples=int(os.environ.get("FUZZ_EXAMPLES", "120")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def refusal(read: Callable[[], object], kind: type[GradeError]) -> str | None:
    """Why something is refused, in English; None where it is read."""
    try:
        read()
    except kind as refused:
        error = refused
    else:
        return None
    assert error.message.complete
    return error.message.en


# ------------------------------------------------------------------------- damaged originals

positions = st.floats(0, 1, exclude_max=True)
damages = st.lists(st.tuples(positions, positions, st.binary(max_size=12)), min_size=1, max_size=6)


def damaged(data: bytes, places: list[tuple[float, float, bytes]]) -> bytes:
    """`data` with some pieces overwritten, cut out or put in."""
    for start, length, piece in places:
        at = int(start * (len(data) + 1))
        gone = int(length * 16) if length < 0.9 else int((length - 0.9) * 10 * len(data))
        data = data[:at] + piece + data[at + gone :]
    return data


# ---------------------------------------------------------------------------------- readers

markdown = st.one_of(
    st.text(max_size=300),
    st.lists(
        st.sampled_from([*TEMPLATE.split("\n"), "```", "$$", "---", "> ", "| a |", "\t", "\ufeff"]),
        max_size=40,
    ).map("\n".join),
)
numbers = st.text(
    alphabet="0123456789.,eE+-×x*^/ ()[]{}|\\$KMkm만천%번개 \n\u2212\u00a0", max_size=60
)


@fuzzed
@given(markdown)
def test_answers_are_read_or_missing(text: str) -> None:
    """Every question has an answer, perhaps an empty one, whatever the file looks like."""
    answers = read_answers(text, TEMPLATE)
    assert set(answers) == set(read_answers("", TEMPLATE))


@fuzzed
@given(st.binary(max_size=300))
def test_bytes_of_answers_are_text_or_refused(data: bytes) -> None:
    """In UTF-8 or in words."""
    why = refusal(lambda: decoded(data), GradeError)
    assert why is None or why


@fuzzed
@given(st.one_of(numbers, st.text(max_size=80)))
@pytest.mark.parametrize("read", [read_number, read_matrix, read_shape])
def test_what_is_written_is_a_value_or_unreadable(read: Callable[[str], object], text: str) -> None:
    """Never another exception, and never without a sentence in both languages."""
    refusal(lambda: read(text), GradeError)


@fuzzed
@given(st.text(max_size=80), st.lists(st.text(max_size=10), max_size=3))
def test_words_are_the_same_or_not(text: str, accepted: list[str]) -> None:
    """A comparison always has a result, and squeezing twice is squeezing once."""
    assert same_words(text, accepted) in (True, False)
    assert squeezed(squeezed(text)) == squeezed(text)


@fuzzed
@given(places=damages)
def test_a_damaged_assignment_is_read_or_refused(
    places: list[tuple[float, float, bytes]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """`AssignmentError` names the file, and no other error comes out."""
    folder = tmp_path_factory.getbasetemp() / "fuzzed"
    folder.mkdir(exist_ok=True)
    (folder / "assignment.toml").write_bytes(damaged(TOML, places))
    why = refusal(lambda: Assignment.load(folder, None), AssignmentError)
    assert why is None or "assignment.toml" in why


@fuzzed
@given(st.sampled_from(ARCHIVES), damages)
def test_a_damaged_archive_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory,
    archive: bytes,
    places: list[tuple[float, float, bytes]],
) -> None:
    """What is taken in has the assignment's names; what is not is refused in both languages."""
    path = tmp_path_factory.getbasetemp() / "2023123456.zip"
    path.write_bytes(damaged(archive, places))
    taken: list[str] = []

    def take() -> None:
        staged = stage(path, ALLOWED)
        taken.extend([*staged.sources, *staged.attachments])

    why = refusal(take, SubmissionError)
    assert why is None or why.isprintable()
    assert set(taken) <= set(ALLOWED)


@fuzzed
@given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(str.encode)))
def test_a_source_is_text_or_refused(data: bytes) -> None:
    """Python's own tokenizer may give up; the grader does not."""
    with suppress(FileRefusedError):
        assert isinstance(source_text(data, "shapes.py").text, str)
