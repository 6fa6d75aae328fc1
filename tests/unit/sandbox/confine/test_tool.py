"""A program that reads a stranger's file, held by Landlock alone."""

from __future__ import annotations

import sys

import pytest

from grader.sandbox.confine import tool


@pytest.fixture
def restricted(monkeypatch) -> dict[str, object]:
    """What it would restrict itself to and become."""
    asked: dict[str, object] = {}
    monkeypatch.setattr(tool.process, "forbid_new_privileges", lambda: asked.setdefault("first", 1))
    monkeypatch.setattr(tool.landlock, "restrict", lambda **paths: asked.update(paths))
    monkeypatch.setattr(tool.os, "execve", lambda *what: asked.update(becomes=what))
    return asked


def test_the_folder_is_written_and_programs_are_executed(restricted, monkeypatch):
    """What stands before the border is a place, what stands after it the command."""
    monkeypatch.setattr(sys, "argv", ["-c", "/folder", "/usr/bin", "--", "/bin/sh", "-c", "--"])
    tool.main()
    assert restricted["first"] == 1
    assert restricted["read_write"] == ("/folder", "/dev/null")
    assert restricted["execute"] == ["/usr/bin"]
    program, arguments, environment = restricted["becomes"]
    assert (program, arguments) == ("/bin/sh", ["/bin/sh", "-c", "--"])
    assert environment["TMPDIR"] == "/folder"
