"""Landlock: files, TCP and signals."""

from __future__ import annotations

import errno
import struct
import subprocess
import sys

import pytest

from grader.sandbox.confine import landlock


@pytest.fixture
def kernel(monkeypatch):
    """Stand in for kernels of any ABI version; record what they are asked."""

    def pretend(version):
        calls = []

        def syscall(name, *arguments):
            calls.append((name, arguments))
            asks_version = name == "landlock_create_ruleset" and arguments[0] is None
            if asks_version and not version:
                raise OSError(errno.ENOSYS, name)
            return version if asks_version else 1234

        monkeypatch.setattr(landlock, "syscall", syscall)
        monkeypatch.setattr(landlock.os, "close", lambda _: None)
        return calls

    return pretend


@pytest.fixture
def needs_landlock(run_child):
    """Skip where the kernel has no Landlock."""
    if not run_child("report(abi=landlock.abi())")["abi"]:
        pytest.skip("this kernel has no Landlock")


@pytest.mark.parametrize(
    ("version", "asked", "flags"),
    [
        (1, (0x1FFF, 0, 0), 0),
        (2, (0x3FFF, 0, 0), 0),  # REFER
        (3, (0x7FFF, 0, 0), 0),  # TRUNCATE
        (4, (0x7FFF, 3, 0), 0),  # TCP
        (5, (0xFFFF, 3, 0), 0),  # IOCTL_DEV
        (6, (0xFFFF, 3, 3), 0),  # scopes
        (7, (0xFFFF, 3, 3), 1),  # quiet in the audit log
        (99, (0xFFFF, 3, 3), 1),  # a later kernel
    ],
)
def test_everything_the_kernel_knows(kernel, version, asked, flags):
    """Each ABI version is asked for all it can refuse, and for nothing it does not know."""
    calls = kernel(version)
    assert landlock.restrict() == version
    _, created, restricted = calls
    assert created == ("landlock_create_ruleset", (struct.pack("=QQQ", *asked), 24, 0))
    assert restricted == ("landlock_restrict_self", (1234, flags))


def test_absent(kernel):
    """Without Landlock the ABI is 0, and to restrict is an error rather than a silent nothing."""
    kernel(0)
    assert landlock.abi() == 0
    with pytest.raises(OSError, match="landlock: the kernel has none"):
        landlock.restrict()


def test_unforeseen_answer(monkeypatch):
    """An error that does not mean "no Landlock" is passed on."""

    def syscall(*_):
        raise OSError(errno.EPERM, "landlock_create_ruleset")

    monkeypatch.setattr(landlock, "syscall", syscall)
    with pytest.raises(PermissionError):
        landlock.abi()


@pytest.mark.usefixtures("needs_landlock")
def test_files(run_child, tmp_path):
    """Listed folders can be read, or written; nothing else can be opened, nothing executed."""
    (tmp_path / "given").mkdir()
    (tmp_path / "given" / "data").write_text("read me")
    (tmp_path / "hidden").write_text("secret")
    (tmp_path / "scratch").mkdir()
    answers = run_child(
        f"folder = {str(tmp_path)!r}",
        """
        import shutil
        process.forbid_new_privileges()
        landlock.restrict(
            read_only=["/usr", "/lib", f"{folder}/given"],
            read_write=[f"{folder}/scratch", "/dev/null"],
        )
        os.chdir(f"{folder}/scratch")
        os.mkdir("sub")
        Path("file").write_text("mine")
        report(
            read_given=outcome(open, f"{folder}/given/data"),
            write_given=outcome(open, f"{folder}/given/data", "w"),
            add_to_given=outcome(open, f"{folder}/given/new", "x"),
            remove_given=outcome(os.remove, f"{folder}/given/data"),
            read_hidden=outcome(open, f"{folder}/hidden"),
            read_hidden_by_dots=outcome(open, "../hidden"),
            list_parent=outcome(os.listdir, ".."),
            write_null=outcome(open, "/dev/null", "w"),
            read_scratch=Path("file").read_text(),
            move_in_scratch=outcome(os.rename, "file", "sub/file"),
            truncate=outcome(os.truncate, "sub/file", 1),
            remove=outcome(shutil.rmtree, "sub"),
            symlink=outcome(os.symlink, "/etc", "etc"),
            fifo=outcome(os.mkfifo, "fifo"),
            execute=outcome(os.execv, "/bin/true", ["true"]),
        )
        """,
    )
    assert answers == {
        "read_given": "done",
        "write_given": "EACCES",
        "add_to_given": "EACCES",
        "remove_given": "EACCES",
        "read_hidden": "EACCES",
        "read_hidden_by_dots": "EACCES",
        "list_parent": "EACCES",
        "write_null": "done",
        "read_scratch": "mine",
        "move_in_scratch": "done",
        "truncate": "done",
        "remove": "done",
        "symlink": "EACCES",
        "fifo": "EACCES",
        "execute": "EACCES",
    }


@pytest.mark.usefixtures("needs_landlock")
def test_tcp(run_child):
    """From ABI 4 on, no TCP port can be connected to or listened on."""
    answers = run_child("""
        server = socket.create_server(("127.0.0.1", 0))
        process.forbid_new_privileges()
        version = landlock.restrict()
        report(
            version=version,
            connect=outcome(socket.socket().connect, server.getsockname()),
            listen=outcome(socket.socket().bind, ("127.0.0.1", 0)),
        )
        """)
    if answers["version"] < 4:
        pytest.skip(f"Landlock ABI {answers['version']} does not cover TCP")
    assert (answers["connect"], answers["listen"]) == ("EACCES", "EACCES")


@pytest.mark.usefixtures("needs_landlock")
def test_signals(run_child):
    """From ABI 6 on, no signal reaches a process outside; one to itself does."""
    bystander = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        answers = run_child(
            f"pid = {bystander.pid}",
            """
            before = outcome(os.kill, pid, 0)
            process.forbid_new_privileges()
            version = landlock.restrict()
            report(
                version=version,
                before=before,
                bystander=outcome(os.kill, pid, 0),
                itself=outcome(os.kill, os.getpid(), 0),
            )
            """,
        )
    finally:
        bystander.communicate(b"\n")
    if answers.pop("version") < 6:
        pytest.skip("this Landlock ABI does not cover signals")
    assert answers == {"before": "done", "bystander": "EPERM", "itself": "done"}


@pytest.mark.usefixtures("needs_landlock")
def test_numpy(run_child):
    """Numpy, already imported, works with nothing but the runtime to read."""
    answer = run_child("""
        import numpy
        process.forbid_new_privileges()
        landlock.restrict(read_only=RUNTIME)
        report(numpy=numpy_works(), etc=outcome(os.listdir, "/etc"))
        """)
    assert answer == {"numpy": "works", "etc": "EACCES"}


@pytest.mark.usefixtures("needs_landlock")
def test_missing_path(run_child):
    """A path that does not exist is an error that names it; nothing is restricted then."""
    answer = run_child("""
        process.forbid_new_privileges()
        try:
            landlock.restrict(read_only=["/no/such/path"])
        except OSError as error:
            report(error=str(error), etc=outcome(os.listdir, "/etc"))
        """)
    assert answer == {
        "error": "[Errno 2] No such file or directory: '/no/such/path'",
        "etc": "done",
    }


@pytest.mark.usefixtures("needs_landlock")
def test_ordinary_user(run_ordinary_child):
    """Landlock needs no privilege at all."""
    answer = run_ordinary_child("""
        process.forbid_new_privileges()
        landlock.restrict(read_only=["/usr"])
        report(etc=outcome(os.listdir, "/etc"), usr=outcome(os.listdir, "/usr"))
        """)
    assert answer == {"etc": "EACCES", "usr": "done"}
