"""Real submissions earn what a person says they earn."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass

import msgspec
import pytest

from grader.errors import ConfinementError
from grader.grading import Lane
from grader.records import CheckResult, Confinement, GradedSubmission, Outcome
from grader.sandbox import ladder
from grader.stage import stage
from grader.text import Text
from tests.golden import cases
from tests.golden.cases import Expected

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="hostile cases need confinement"),
]


@dataclass(frozen=True)
class Case:
    """One golden case, graded twice in the same lane."""

    name: str
    expected: Expected
    graded: GradedSubmission
    again: GradedSubmission

    @property
    def checks(self) -> dict[str, CheckResult]:
        return {check.id: check for e in self.graded.exercises for check in e.checks}


@pytest.fixture(scope="module", autouse=True)
def secret(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A course secret that never changes."""
    path = tmp_path_factory.mktemp("secret") / "secret"
    path.write_bytes(cases.SECRET)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("GRADE_SECRET_FILE", str(path))
        yield


@pytest.fixture(scope="module")
def lane() -> Iterator[Lane]:
    """One warm lane for all cases, as strict as this machine can be."""
    with Lane(cases.assignment()) as warm:
        yield warm


@pytest.fixture(scope="module")
def lane_without_namespaces() -> Iterator[Lane]:
    """The same lane where the machine allows no namespaces, as in many containers."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ladder, "supported", lambda level: level is Confinement.LANDLOCK)
        try:
            warm = Lane(cases.assignment())
            assert warm.confinement is Confinement.LANDLOCK
        except ConfinementError as error:
            pytest.skip(f"no Landlock here: {error}")
    with warm:
        yield warm


@pytest.fixture(scope="module", params=cases.NAMES)
def case(request: pytest.FixtureRequest, lane: Lane) -> Case:
    name: str = request.param
    return Case(name, cases.expected_of(name), graded=run(lane, name), again=run(lane, name))


def run(lane: Lane, name: str) -> GradedSubmission:
    return lane.run(stage(cases.submission_of(name), lane.assignment.files))


def test_the_case_earns_what_is_expected(case: Case, lane: Lane) -> None:
    """Score and every outcome are those that a person reviewed."""
    reviewed = {key: case.expected[key] for key in cases.EARNED if key in case.expected}
    assert cases.earned(case.graded, lane.assignment) == reviewed


def test_what_is_not_handed_in_is_not_attempted(case: Case, lane: Lane) -> None:
    """An exercise without its file earns nothing and is not called wrong."""
    for exercise in case.graded.exercises:
        if not cases.is_handed_in(exercise, case.graded, lane.assignment):
            outcomes = {check.outcome for check in exercise.checks}
            assert exercise.score == 0
            assert outcomes <= {Outcome.NOT_ATTEMPTED, Outcome.SKIPPED}


def test_the_case_says_what_is_expected(case: Case) -> None:
    """Where the message is the point of a case, it is said, and in Korean too."""
    for check_id, part in case.expected.get("says", {}).items():
        message = case.checks[check_id].message
        assert message is not None, check_id
        assert part in message.en, check_id
        assert message.complete, check_id


def test_the_case_is_pointed_at_where_expected(case: Case) -> None:
    """Where the place is the point of a case, the student's own line is shown."""
    for check_id, place in case.expected.get("at", {}).items():
        location = case.checks[check_id].location
        assert location is not None, check_id
        assert f"{location.file}:{location.line}" == place
        lines = (cases.submission_of(case.name) / location.file).read_text("utf-8").split("\n")
        assert location.source == lines[location.line - 1].strip()


def test_the_case_is_diagnosed_as_expected(case: Case) -> None:
    """Where a mistake is a well-known one, it is called by its name."""
    expected = case.expected.get("diagnosed", {})
    got = {id_: case.checks[id_].diagnosis for id_ in expected}
    assert {id_: found and found.misconception for id_, found in got.items()} == expected


def test_the_case_takes_in_what_is_expected(case: Case) -> None:
    """Files are taken in, ignored and refused as a person reviewed, with the reasons told."""
    info, expected = case.graded.submission, case.expected
    refused = {file.name: file.reason for file in info.refused}
    assert sorted(refused) == sorted(expected.get("refused", {}))
    assert all(part in refused[name].en for name, part in expected.get("refused", {}).items())
    assert list(info.ignored) == expected.get("ignored", [])
    assert_each_is_said(expected.get("notes", []), info.notes)


def assert_each_is_said(parts: list[str], notes: tuple[Text, ...]) -> None:
    assert len(notes) == len(parts), notes
    for part, note in zip(parts, notes, strict=True):
        assert part in note.en
        assert note.complete


def test_the_record_survives_json(case: Case) -> None:
    """What is read back from the JSON document equals what was written, and is written alike."""
    document = case.graded.to_json()
    assert GradedSubmission.from_json(document) == case.graded
    assert GradedSubmission.from_json(document).to_json() == document


def test_the_record_names_no_file_of_ours(case: Case) -> None:
    """No path of this machine and no module of the solutions is told to a student."""
    document = msgspec.json.encode(case.graded.exercises).decode()
    for ours in (str(cases.ROOT), "solutions/", "solutions.", "grader/", "site-packages"):
        assert ours not in document


def test_grading_again_gives_the_same_record(case: Case) -> None:
    """The same files give the same record, byte for byte, however they behave."""
    assert case.again.to_json() == case.graded.to_json()


def test_the_verdict_is_the_same_without_namespaces(
    case: Case, lane_without_namespaces: Lane
) -> None:
    """How strictly student code is held decides what it can reach, never what it earns."""
    weaker = run(lane_without_namespaces, case.name)
    assignment = lane_without_namespaces.assignment
    assert cases.earned(weaker, assignment) == cases.earned(case.graded, assignment)


def test_no_check_is_the_graders_fault(case: Case) -> None:
    """Whatever a submission does, the verdict is about the submission."""
    assert not case.graded.grader_faults
