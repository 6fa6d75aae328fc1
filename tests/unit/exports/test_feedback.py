"""What each student may have."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from grader.errors import GraderFault, UsageError
from grader.exports.feedback import Feedback, _require_feedback, write_feedback
from grader.exports.standing import Standing
from grader.records import EssayResult, GradedSubmission
from grader.text import Text
from tests.verdicts import START, broken, fault, graded, rejected

LATE = Standing(
    "../late",
    graded("../late", lateness_factor=0.5, late_by_s=9.0, received_at=START),
    1,
    {"why-not": 1.0},
)
CLASS = [LATE, Standing("broken", rejected("broken"), 1, {}), Standing("absent", None, 0, {})]


def everything(_: object, graded: GradedSubmission) -> GradedSubmission:
    return graded


def test_one_page_and_one_file_a_student(tmp_path: Path) -> None:
    """Nothing for those who handed nothing in, nothing outside the folder."""
    folder = tmp_path / "a" / "feedback"
    write_feedback(CLASS, folder, "ko", everything)
    names = sorted(path.name for path in folder.iterdir())
    assert [name.partition("-")[0] for name in names] == [
        *("_late", "_late", "broken.html", "broken.json")
    ]
    assert list((tmp_path / "a").iterdir()) == [folder]


def test_nothing_hidden_leaves(tmp_path: Path) -> None:
    """Neither on the page nor in the file stands what student code said in a hidden check."""
    write_feedback(CLASS, tmp_path, "en", everything)
    for path in tmp_path.iterdir():
        assert "hidden input" not in path.read_text(encoding="utf-8")


def test_hints_are_held_back_as_the_course_wants(tmp_path: Path) -> None:
    """What `Hints.allowed` takes away is in no file."""

    def without_hints(_: object, record: GradedSubmission) -> GradedSubmission:
        (exercise,) = record.exercises
        checks = tuple(msgspec.structs.replace(check, hint=None) for check in exercise.checks)
        part = msgspec.structs.replace(exercise, checks=checks)
        return msgspec.structs.replace(record, exercises=(part,))

    for allowed, expected in ((everything, True), (without_hints, False)):
        write_feedback(CLASS, tmp_path, "en", allowed)
        pages = [path.read_text(encoding="utf-8") for path in tmp_path.glob("_late*")]
        assert [("a hint" in page) for page in pages] == [expected] * 2


def test_lateness_is_explained(tmp_path: Path) -> None:
    """On the page in both languages, and as numbers in the file."""
    write_feedback(CLASS, tmp_path, "en", everything)
    (page,) = tmp_path.glob("_late*.html")
    text = page.read_text(encoding="utf-8")
    assert "Received 2026-04-01 03:00:00+00:00, 0 min 9 s after the deadline" in text
    assert "50% of the score count." in text
    assert "Of 2 points 1 remain." in text
    _, _, after = text.partition("Score")
    assert after.index("Of 2 points 1 remain.") < after.index("<h2")  # with the total
    (file,) = tmp_path.glob("_late*.json")
    feedback = msgspec.json.decode(file.read_bytes(), type=Feedback)
    assert (feedback.adjusted, feedback.lateness_factor, feedback.total) == (1.0, 0.5, 2.0)


def test_what_was_rejected_has_a_page_with_its_reason(tmp_path: Path) -> None:
    """In both languages, and nothing in it is more than text."""
    hostile = Text(en="No <script>x</script>\u202e", ko="압축 파일이 <b>깨졌어요</b>.")
    entry = msgspec.structs.replace(rejected("<i>kim</i>"), reason=hostile)
    write_feedback([Standing("<i>kim</i>", entry, 1, {})], tmp_path, "ko", everything)
    (page,) = tmp_path.glob("*.html")
    text = page.read_text(encoding="utf-8")
    assert "This could not be graded." in text
    assert "압축 파일이 &lt;b&gt;깨졌어요&lt;/b&gt;." in text
    assert not any(raw in text for raw in ("<script", "<i>", "\u202e"))


def test_our_fault_says_no_more_than_that(tmp_path: Path) -> None:
    """What broke stays with us; what was graded all the same is on the page."""
    standings = [Standing(e.key.student, e, 1, {}) for e in (broken("part"), fault("all"))]
    write_feedback(standings, tmp_path, "en", everything)
    for path in tmp_path.iterdir():
        text = path.read_text(encoding="utf-8")
        assert "KeyError" not in text
        assert "machine was lost" not in text
    part = msgspec.json.decode((tmp_path / "part.json").read_bytes(), type=Feedback)
    assert (part.status, part.waiting, part.total) == ("fault", 3.0, None)
    assert part.graded is not None
    assert "Every value is doubled." in (tmp_path / "part.html").read_text("utf-8")
    assert "That is our fault, not yours" in (tmp_path / "all.html").read_text("utf-8")


def test_the_same_ledger_gives_the_same_files(tmp_path: Path) -> None:
    """Byte for byte, over the old ones."""
    write_feedback(CLASS, tmp_path, "ko", everything)
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    write_feedback(CLASS, tmp_path, "ko", everything)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "feedback").write_text("")
    with pytest.raises(UsageError, match="feedback cannot be written"):
        write_feedback(CLASS, tmp_path / "feedback", "en", everything)


def test_a_file_that_cannot_be_read_is_our_fault() -> None:
    """What was written is read again before it counts."""
    with pytest.raises(GraderFault, match="cannot be read"):
        _require_feedback(b"{}")


def test_what_persons_gave_and_said_is_told(tmp_path: Path) -> None:
    """On the page beside the exercise, and in the file; a comment is text, whatever is in it."""
    comment = "Well said. <script>x</script> {points}"
    entry = graded("kim")
    record = entry.record
    assert record is not None
    essay = EssayResult("why-not", Text(en="Why not", ko="까닭"), 1.5, answered=True)
    (exercise,) = record.exercises
    exercise = msgspec.structs.replace(exercise, essays=(essay,))
    entry = msgspec.structs.replace(
        entry, record=msgspec.structs.replace(record, exercises=(exercise,))
    )
    kim = Standing("kim", entry, 1, {"why-not": 0.5}, comments={"why-not": comment})
    write_feedback([kim], tmp_path, "en", everything)
    page = (tmp_path / "kim.html").read_text(encoding="utf-8")
    assert "Why not: a person gave 0.5 of 1.5 points." in page
    assert "Why not: Well said. &lt;script&gt;x&lt;/script&gt; {points}" in page
    feedback = msgspec.json.decode((tmp_path / "kim.json").read_bytes(), type=Feedback)
    assert feedback.comments == {"why-not": comment}
