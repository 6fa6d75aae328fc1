"""A submission from its place on disk to what is graded."""

from __future__ import annotations

import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.errors import SubmissionError
from grader.stage import StagedSubmission, StageLimits, stage, stage_entries, staging
from grader.stage.entries import Entry

Build = Callable[..., bytes]
FolderOf = Callable[[dict[str, bytes]], Path]
ALLOWED = dict.fromkeys(("shapes.py", "convolution.py", "pooling.py", "answers.md"), ())


def written(path: Path, data: bytes) -> Path:
    """`path` with the bytes in it."""
    path.write_bytes(data)
    return path


def test_what_is_graded_is_exactly_what_was_handed_in(
    folder_of: FolderOf, files: dict[str, bytes]
) -> None:
    """Sources as text, attachments as bytes, the id from the folder."""
    staged = stage(folder_of({**files, "extra.txt": b""}), ALLOWED)
    assert staged.id == "2023123456"
    assert dict(staged.sources) == {
        "convolution.py": files["convolution.py"].decode(),
        "pooling.py": "y = 2\n",
    }
    assert dict(staged.attachments) == {"answers.md": b"# Answers\n"}
    assert (staged.ignored, staged.refused, staged.notes) == (("extra.txt",), (), ())


def test_every_form_of_the_same_files_has_the_same_hash(
    folder_of: FolderOf,
    zip_of: Build,
    archives: dict[str, bytes],
    files: dict[str, bytes],
    tmp_path: Path,
) -> None:
    """Folder, zip, tar however packed, nested or not, in another order, at another time."""
    old = [(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data) for name, data in files.items()]
    paths = [
        folder_of(files),
        written(tmp_path / "old.zip", zip_of(reversed(old))),
        *(written(tmp_path / f"hw.{suffix}", data) for suffix, data in archives.items()),
    ]
    staged = [stage(path, ALLOWED) for path in paths]
    assert len(staged) == 7
    assert len({one.sha256 for one in staged}) == 1
    assert all(one.sources == staged[0].sources for one in staged)


def test_another_byte_is_another_hash(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """Also where the text that is graded stays the same."""
    root = folder_of(files)
    first = stage(root, ALLOWED)
    written(root / "pooling.py", b"y = 2\r\n")
    second = stage(root, ALLOWED)
    assert first.sources == second.sources
    assert first.sha256 != second.sha256


def test_a_single_file_is_a_submission(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """Named by the folder it lies in."""
    root = folder_of(files)
    staged = stage(root / "pooling.py", ALLOWED)
    assert staged.id == "2023123456"
    assert dict(staged.sources) == {"pooling.py": "y = 2\n"}


@pytest.mark.parametrize("name", ["conv.py", "pooling.py.txt"])
def test_a_single_file_of_another_name_is_not(tmp_path: Path, name: str) -> None:
    """It is no archive either."""
    with pytest.raises(SubmissionError, match="neither a folder nor an archive"):
        stage(written(tmp_path / name, b"x = 1\n"), ALLOWED)


def test_the_name_comes_from_outside(
    zip_of: Build, files: dict[str, bytes], tmp_path: Path
) -> None:
    """From the archive's name or the caller, whatever the folder inside is called."""
    path = written(tmp_path / "2023123456.zip", zip_of((f"bob/{n}", d) for n, d in files.items()))
    assert stage(path, ALLOWED).id == "2023123456"
    assert stage(path, ALLOWED, submission_id="홍길동").id == "홍길동"


@pytest.mark.parametrize("name", ["", ".", "..", "../bob", "a/b", "a\\b", "a\0", "a\n", "bob "])
def test_names_that_could_be_paths_or_tricks_are_refused(
    folder_of: FolderOf, files: dict[str, bytes], name: str
) -> None:
    """A submission's name ends up in file names and tables."""
    with pytest.raises(SubmissionError, match="cannot name a submission"):
        stage(folder_of(files), ALLOWED, submission_id=name)


def test_the_current_folder_has_a_name(
    folder_of: FolderOf, files: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`grade` is run inside the assignment's folder."""
    monkeypatch.chdir(folder_of(files))
    assert stage(Path(), ALLOWED).id == "2023123456"


def test_nothing_there_is_said(tmp_path: Path) -> None:
    """With the place that was looked at."""
    with pytest.raises(SubmissionError, match=r"There is nothing at .*missing"):
        stage(tmp_path / "missing", ALLOWED)


def test_refused_files_do_not_stop_the_rest(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """Each has its reason in both languages; the others are graded."""
    root = folder_of(
        {
            **files,
            "pooling.py": "# 풀링\n".encode("cp949"),
            "shapes.py": b"#" * ((1 << 20) + 1),
        }
    )
    staged = stage(root, ALLOWED)
    assert list(staged.sources) == ["convolution.py"]
    assert [refused.name for refused in staged.refused] == ["pooling.py", "shapes.py"]
    assert "CP949" in staged.refused[0].reason.ko
    assert "1 MiB" in staged.refused[1].reason.ko
    assert staged.info().files == ("answers.md", "convolution.py")


def test_a_refused_file_counts_in_the_hash(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """A resubmission that mends or drops it is a new version."""
    root = folder_of({**files, "shapes.py": b"\xff"})
    hashes = {stage(root, ALLOWED).sha256}
    for data in (b"\xfe", b"#" * ((1 << 20) + 1), b""):
        written(root / "shapes.py", data)
        hashes.add(stage(root, ALLOWED).sha256)
    (root / "shapes.py").unlink()
    hashes.add(stage(root, ALLOWED).sha256)
    assert len(hashes) == 5


def test_a_linked_file_is_refused_alone_in_a_folder(
    folder_of: FolderOf, files: dict[str, bytes]
) -> None:
    """A folder can be mended in place, so the rest is graded."""
    root = folder_of(files)
    (root / "shapes.py").symlink_to("/etc/hostname")
    staged = stage(root, ALLOWED)
    assert [refused.name for refused in staged.refused] == ["shapes.py"]
    assert len(staged.sources) == 2


def test_a_linked_file_in_an_archive_stops_it(
    zip_of: Build, files: dict[str, bytes], tmp_path: Path
) -> None:
    """An archive is made by somebody who meant the link."""
    link = zipfile.ZipInfo("shapes.py")
    link.external_attr = 0o120777 << 16
    data = zip_of([*files.items(), (link, b"/etc/passwd")])
    with pytest.raises(SubmissionError, match=r"shapes.py in the archive is a link"):
        stage(written(tmp_path / "a.zip", data), ALLOWED)


def test_links_elsewhere_in_an_archive_are_listed(
    zip_of: Build, files: dict[str, bytes], tmp_path: Path
) -> None:
    """They are nothing to grade and nothing to follow."""
    link = zipfile.ZipInfo("data")
    link.external_attr = 0o120777 << 16
    data = zip_of([*files.items(), (link, b"/home/kim/data")])
    assert stage(written(tmp_path / "a.zip", data), ALLOWED).ignored == ("data",)


def test_duplicates_in_an_archive_stop_it(
    tar_of: Build, files: dict[str, bytes], tmp_path: Path
) -> None:
    """Programs do not agree which one counts."""
    data = tar_of([*files.items(), ("./pooling.py", b"other")])
    with pytest.raises(SubmissionError, match=r"pooling.py is there more than once"):
        stage(written(tmp_path / "a.tar", data), ALLOWED)


def test_what_is_staged_cannot_be_changed(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """Neither through the object nor through the files."""
    root = folder_of(files)
    staged = stage(root, ALLOWED)
    written(root / "pooling.py", b"other")
    assert staged.sources["pooling.py"] == "y = 2\n"
    with pytest.raises(TypeError):
        staged.sources["pooling.py"] = "other"  # type: ignore[index]


def changing(versions: list[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let each reading of a folder find the next version of pooling.py, the last one for ever."""

    def entries(*_: object) -> list[Entry]:
        data = versions.pop(0) if len(versions) > 1 else versions[0]
        return [Entry(("pooling.py",), lambda _: data)]

    monkeypatch.setattr(staging, "folder_entries", entries)


def test_a_change_while_reading_is_waited_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two readings must agree; the third and fourth may settle it."""
    changing([b"1", b"2", b"3"], monkeypatch)
    assert stage(tmp_path, ALLOWED).sources["pooling.py"] == "3"


def test_a_submission_that_keeps_changing_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two retries, then a sentence."""
    changing([b"1", b"2", b"3", b"4", b"5"], monkeypatch)
    with pytest.raises(SubmissionError, match="changed while it was read"):
        stage(tmp_path, ALLOWED)


def test_odd_times_mean_nothing(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """1969 or 2100: time stamps are not read."""
    root = folder_of(files)
    first = stage(root, ALLOWED).sha256
    os.utime(root / "pooling.py", (4_200_000_000, 4_200_000_000))
    assert stage(root, ALLOWED).sha256 == first


def test_nothing_is_written(zip_of: Build, files: dict[str, bytes], tmp_path: Path) -> None:
    """No member is ever unpacked to disk."""
    path = written(tmp_path / "a.zip", zip_of([*files.items(), ("data/x.bin", b"1")]))
    stage(path, ALLOWED)
    assert list(tmp_path.iterdir()) == [path]


ARCHIVE_MUTATIONS = st.lists(
    st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255), st.sampled_from("=+-<")),
    min_size=1,
    max_size=6,
)


def mutated(data: bytes, mutations: list[tuple[float, int, str]]) -> bytes:
    """`data` with bytes set, inserted or removed, or its end cut off."""
    changed = bytearray(data)
    for where, value, how in mutations:
        at = int(where * len(changed))
        if how == "=" and changed:
            changed[at] = value
        elif how == "+":
            changed.insert(at, value)
        elif how == "-":
            del changed[at : at + value]
        elif how == "<" and value > 200:
            del changed[at:]
    return bytes(changed)


def staged_or_refused(path: Path, data: bytes) -> StagedSubmission | None:
    """What comes of the archive; anything but these two would end the test."""
    try:
        return stage(written(path, data), ALLOWED)
    except SubmissionError as error:
        refusal = error.message
    assert refusal.complete
    return None


@pytest.mark.parametrize("form", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
@settings(max_examples=200, deadline=None)
@given(mutations=ARCHIVE_MUTATIONS)
def test_a_mutated_archive_is_staged_or_refused(
    form: str,
    mutations: list[tuple[float, int, str]],
    archives: dict[str, bytes],
    files: dict[str, bytes],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Never another exception; and where checksums protect the bytes, never other bytes."""
    path = tmp_path_factory.getbasetemp() / f"mutated.{form}"
    staged = staged_or_refused(path, mutated(archives[form], mutations))
    if staged is not None and form != "tar":
        for name, text in staged.sources.items():
            assert text.encode() == files[name]


@settings(max_examples=200, deadline=None)
@given(head=st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08", b"BZh9"]),
       body=st.binary(max_size=2048))  # fmt: skip
def test_any_bytes_are_staged_or_refused(
    head: bytes, body: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Random bytes behind the signatures of archives."""
    staged_or_refused(tmp_path_factory.getbasetemp() / "any.bin", head + body)


def test_limits_can_be_set(folder_of: FolderOf, files: dict[str, bytes]) -> None:
    """By whoever runs a course."""
    staged = stage(folder_of(files), ALLOWED, limits=StageLimits(source_bytes=10))
    assert [refused.name for refused in staged.refused] == ["convolution.py"]


def test_the_only_archive_stands_for_its_folder(
    folder_of: FolderOf, archives: dict[str, bytes]
) -> None:
    """As a learning system hands out what was uploaded; files beside it do not matter."""
    packed = {"과제5.zip": archives["zip"], "report.pdf": b"", ".DS_Store": b""}
    staged = stage(folder_of(packed), ALLOWED)
    assert set(staged.sources) == {"convolution.py", "pooling.py"}


def test_which_of_two_archives_is_meant_is_not_guessed(
    folder_of: FolderOf, archives: dict[str, bytes]
) -> None:
    """Nor is an archive opened beside the assignment's own files, or within another one."""
    two = {"a.zip": archives["zip"], "b.tar.gz": archives["tar.gz"]}
    with pytest.raises(SubmissionError, match=r"Got a\.zip, b\.tar\.gz"):
        stage(folder_of(two), ALLOWED)


def test_entries_of_a_larger_archive() -> None:
    """They are staged like a folder of their own."""
    entries = [Entry(("Pooling.py",), lambda _: b"y = 2\n")]
    staged = stage_entries(lambda: entries, ALLOWED, submission_id="2023123456")
    assert (staged.id, dict(staged.sources)) == ("2023123456", {"pooling.py": "y = 2\n"})
    assert staged.notes
    with pytest.raises(SubmissionError, match="cannot name a submission"):
        stage_entries(lambda: entries, ALLOWED, submission_id="../x")
