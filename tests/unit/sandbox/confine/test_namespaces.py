"""A worker's own file system."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.usefixtures("user_namespaces")

PRIVATE = """
    def private(read_only, scratch="/scratch", scratch_mib=8):
        def enter(_):
            enter_user_namespace()
            namespaces.separate()
            namespaces.enter_private_root(read_only, "/dev/null", scratch)
            if scratch is not None:
                namespaces.mount_scratch(scratch, scratch_mib)
        return enter
"""


def test_only_what_was_given(run_child, tmp_path):
    """The root holds the given paths under their names, and nothing else of the machine."""
    (tmp_path / "hidden").write_text("secret")
    given = tmp_path / "given"
    given.mkdir()
    (given / "data").write_text("read me")
    answer = run_child(
        PRIVATE,
        f"given, hidden = {str(given)!r}, {str(tmp_path / 'hidden')!r}",
        """
        def look():
            return {
                "root": sorted(os.listdir("/")),
                "beside": os.listdir(os.path.dirname(given)),
                "data": Path(given, "data").read_text(),
                "hidden": outcome(open, hidden),
                "up": sorted(os.listdir("/../../..")),
                "dev": os.listdir("/dev"),
                "null": outcome(Path("/dev/null").write_text, "gone"),
                "folder": os.getcwd(),
            }
        report(**in_fork(look, private([given, "/usr"])))
        """,
    )
    root = sorted({"usr", "dev", "scratch", given.parts[1]})
    assert answer["result"] == {
        "root": root,
        "beside": ["given"],
        "data": "read me",
        "hidden": "ENOENT",
        "up": root,
        "dev": ["null"],
        "null": "done",
        "folder": "/scratch",
    }


def test_single_files_and_nested_paths(run_child, tmp_path):
    """A file can be given by itself, and so can a path inside another given one."""
    (tmp_path / "file").write_text("alone")
    inner = tmp_path / "outer" / "inner"
    inner.mkdir(parents=True)
    (inner / "data").write_text("inside")
    answer = run_child(
        PRIVATE,
        f"folder = {str(tmp_path)!r}",
        """
        def look():
            return [Path(folder, name).read_text() for name in ("file", "outer/inner/data")]
        given = [f"{folder}/outer/inner", f"{folder}/outer", f"{folder}/file"]
        report(**in_fork(look, private(given)))
        """,
    )
    assert answer["result"] == ["alone", "inside"]


def test_a_given_path_below_dev(run_child):
    """The folder where the root is put together can be a source itself."""
    answer = run_child(
        PRIVATE,
        """
        os.path.isdir("/dev/shm") or sys.exit("no /dev/shm")
        report(**in_fork(lambda: sorted(os.listdir("/dev")), private(["/dev/shm"])))
        """,
    )
    assert answer["result"] == ["null", "shm"]


def test_read_only(run_child, tmp_path):
    """Nothing but the scratch folder can be written, by the one who could outside, even as root."""
    (tmp_path / "data").write_text("read me")
    answer = run_child(
        PRIVATE,
        f"given = {str(tmp_path)!r}",
        """
        def attempt():
            return {
                "before": before,
                "write": outcome(Path(given, "data").write_text, "mine"),
                "create": outcome(Path(given, "new").touch),
                "mode": outcome(os.chmod, f"{given}/data", 0o777),
                "time": outcome(os.utime, f"{given}/data"),
                "remove": outcome(os.remove, f"{given}/data"),
                "root": outcome(os.mkdir, "/new"),
                "dev": outcome(os.mkdir, "/dev/new"),
                "scratch": outcome(os.mkdir, "/scratch/new"),
            }
        before = outcome(os.utime, f"{given}/data")
        report(**in_fork(attempt, private([given])))
        """,
    )
    refused = dict.fromkeys(("write", "create", "mode", "time", "remove", "root", "dev"), "EROFS")
    assert answer["result"] == {"before": "done", **refused, "scratch": "done"}
    assert (tmp_path / "data").read_text() == "read me"


def test_mounts_below_are_read_only_too(run_child, tmp_path):
    """A mount below a given path is read-only like the path itself."""
    (tmp_path / "below").mkdir()
    answer = run_child(
        PRIVATE,
        f"given = {str(tmp_path)!r}",
        """
        def prepare(descriptor):
            enter_user_namespace()
            namespaces.separate()
            linux.syscall("mount", b"tmpfs", os.fsencode(f"{given}/below"), b"tmpfs", 0, None)
            Path(given, "below", "data").write_text("read me")
            namespaces.enter_private_root([given], "/dev/null", None)
        def attempt():
            path = Path(given, "below", "data")
            return path.read_text(), outcome(path.write_text, "mine")
        report(**in_fork(attempt, prepare))
        """,
    )
    assert answer["result"] == ["read me", "EROFS"]


def test_scratch_is_bounded(run_child):
    """The scratch folder takes its size and its number of files, and no more."""
    answer = run_child(
        PRIVATE,
        """
        def make_files():
            for n in range(2000):
                os.mkdir(f"/scratch/{n}")
        def attempt():
            return {
                "small": outcome(Path("small").write_bytes, bytes(3 << 20)),
                "large": outcome(Path("large").write_bytes, bytes(3 << 20)),
                "many": outcome(make_files),
            }
        report(**in_fork(attempt, private([], scratch_mib=4)))
        """,
    )
    assert answer["result"] == {"small": "done", "large": "ENOSPC", "many": "ENOSPC"}


def test_scratch_holds_no_programs(run_child):
    """What is written to the scratch folder cannot be mapped as code, so no library is there."""
    answer = run_child(
        PRIVATE,
        """
        import mmap
        def attempt():
            Path("library.so").write_bytes(bytes(4096))
            with open("library.so", "rb") as library:
                def map_as(protection):
                    mmap.mmap(library.fileno(), 0, flags=mmap.MAP_PRIVATE, prot=protection)
                return outcome(map_as, mmap.PROT_READ), outcome(map_as, mmap.PROT_EXEC)
        report(**in_fork(attempt, private(["/usr"])))
        """,
    )
    assert answer["result"] == ["done", "EPERM"]


def test_no_scratch(run_child):
    """Without a scratch folder there is nowhere to write, and the root is the working directory."""
    answer = run_child(
        PRIVATE,
        """
        def attempt():
            return os.getcwd(), outcome(Path("file").touch), sorted(os.listdir("/"))
        report(**in_fork(attempt, private(["/usr"], scratch=None)))
        """,
    )
    assert answer["result"] == ["/", "EROFS", ["dev", "usr"]]


def test_nothing_propagates(run_child):
    """A parent in the same user namespace, whose mounts are shared, sees none of the worker's."""
    answer = run_child("""
        MS_REC_SHARED = 1 << 14 | 1 << 20
        mounts = Path("/proc/self/mountinfo")
        def share_mounts(_):
            enter_user_namespace()
            linux.syscall("unshare", namespaces.NEWNS)
            linux.syscall("mount", None, b"/", None, MS_REC_SHARED, None)
        def enter(_):
            namespaces.separate()
            namespaces.enter_private_root(["/usr"], "/dev/null", "/scratch")
            namespaces.mount_scratch("/scratch", 8)
        def be_parent():
            before = mounts.read_text()
            worker = in_fork(lambda: "ran", enter)
            return worker["result"], mounts.read_text() == before
        report(**in_fork(be_parent, share_mounts))
        """)
    assert answer == {"result": ["ran", True], "exit_code": 0}


def test_own_ipc(run_child):
    """The IPC and mount namespaces are the worker's own."""
    answer = run_child("""
        def name(kind):
            return os.readlink(f"/proc/self/ns/{kind}")
        def separate(_):
            enter_user_namespace()
            namespaces.separate()
        outside = {kind: name(kind) for kind in ("ipc", "mnt")}
        report(same=in_fork(lambda: [k for k in outside if name(k) == outside[k]], separate))
        """)
    assert answer["same"] == {"result": [], "exit_code": 0}


def test_missing_path(run_child):
    """A given path that does not exist is an error that names it."""
    answer = run_child(PRIVATE, 'report(**in_fork(lambda: "ran", private(["/no/such/path"])))')
    assert "result" not in answer
    assert "open_tree: No such file or directory: '/no/such/path'" in answer["error"]


def test_numpy(run_child):
    """Numpy works in a private root that holds the runtime."""
    answer = run_child(PRIVATE, "import numpy; report(**in_fork(numpy_works, private(RUNTIME)))")
    assert answer == {"result": "works", "exit_code": 0}


def test_numpy_can_still_be_imported(run_child):
    """The runtime is complete: numpy can even be imported for the first time."""
    answer = run_child(PRIVATE, "report(**in_fork(numpy_works, private(RUNTIME)))")
    assert answer == {"result": "works", "exit_code": 0}


def test_ordinary_user(run_ordinary_child):
    """An ordinary user in a user namespace of its own gets the same private root."""
    answer = run_ordinary_child(
        PRIVATE,
        """
        def look():
            return sorted(os.listdir("/")), outcome(Path("file").write_text, "mine")
        report(**in_fork(look, private(["/usr"])))
        """,
    )
    assert answer["result"] == [["dev", "scratch", "usr"], "done"]
