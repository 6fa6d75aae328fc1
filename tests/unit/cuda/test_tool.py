"""Tools see the system's programs and their own folder, at every level."""

from __future__ import annotations

import os

import pytest

from grader.cuda import tool
from grader.cuda.tool import make, run_tool
from grader.errors import GraderFault
from grader.records import Confinement

CONFINED = [level for level in Confinement if level is not Confinement.UNCONFINED]


def level_or_skip(level: Confinement) -> Confinement:
    from grader.sandbox.ladder import ConfinementError, Sandbox

    try:
        sandbox = Sandbox(["numpy"], level, [level])
    except ConfinementError as error:
        pytest.skip(str(error))
    try:
        return sandbox.level
    except ConfinementError as error:
        pytest.skip(str(error))
    finally:
        sandbox.close()


@pytest.mark.linux
@pytest.mark.parametrize("level", CONFINED)
def test_a_tool_reads_and_writes_its_folder_alone(tmp_path, level):
    """Neither a file beside it, nor the home folder, nor a place that everybody may write."""
    level_or_skip(level)
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "secret").write_text("canary")
    outside = f"/tmp/escaped-{os.getpid()}"  # noqa: S108 - what must not come to be
    script = (
        f"cat {tmp_path}/secret; ls {os.path.expanduser('~')}; echo 1 > {outside}; echo made > it"
    )
    finished = run_tool(["/bin/sh", "-c", script], folder, level)
    assert "canary" not in finished.said
    assert not os.path.exists(outside)
    assert (folder / "it").read_text() == "made\n"


def test_what_a_tool_says_is_cut(tmp_path):
    """A compiler that talks without end fills no memory."""
    finished = run_tool(
        ["/bin/sh", "-c", "yes | head -c 1000000"], tmp_path, Confinement.UNCONFINED
    )
    assert len(finished.said) == tool._SAID_BYTES


def test_a_tool_that_does_not_end_is_our_fault(tmp_path, monkeypatch):
    """The student is not charged for a machine that stands still."""
    monkeypatch.setattr(tool, "_WALL_S", 0.01)
    with pytest.raises(GraderFault, match="cannot be run"):
        run_tool(["/bin/sh", "-c", "exec sleep 5"], tmp_path, Confinement.UNCONFINED)


def test_make_returns_the_file_or_how_it_failed():
    """A command that succeeds without the file has failed too."""
    level = Confinement.UNCONFINED
    assert make(["/bin/cp", "a", "b"], {"a": b"1"}, "b", level) == b"1"
    assert make(["/bin/cp", "a", "c"], {"a": b"1"}, "b", level) == tool.Finished(0, "")
    failed = make(["/bin/cp", "x", "b"], {}, "b", level)
    assert isinstance(failed, tool.Finished)
    assert failed.code
