"""The end of capabilities."""

from __future__ import annotations

import pytest

NONE = "0000000000000000"
LOOK = """
    def inheritable_too():
        sets = linux.buffer(24)
        linux.syscall("capget", capabilities._HEADER, sets)
        # effective, permitted, inheritable: the low 32 bits of each, then the high ones.
        return sets.raw[:8] + sets.raw[4:8] + sets.raw[12:20] + sets.raw[16:20]
    def capability_sets():
        return {name: status(f"Cap{name}") for name in ("Eff", "Prm", "Inh", "Amb", "Bnd")}
"""


@pytest.mark.usefixtures("user_namespaces")
def test_root_of_a_namespace(run_child):
    """All five sets of root end empty, and root has no privilege and no way back to one."""
    answer = run_child(
        LOOK,
        """
        def drop():
            enter_user_namespace()
            linux.syscall("capset", capabilities._HEADER, inheritable_too())
            linux.syscall("prctl", 47, 2, 21, 0, 0)  # PR_CAP_AMBIENT_RAISE, CAP_SYS_ADMIN
            before = capability_sets()
            capabilities.drop()
            return {
                "before": "0" * 16 not in before.values(),
                "after": sorted(set(capability_sets().values())),
                "mounts": outcome(linux.syscall, "unshare", namespaces.NEWNS),
                "bounding set": outcome(capabilities._empty_bounding_set),
                "all of them again": outcome(
                    linux.syscall, "capset", capabilities._HEADER, b"\\xff" * 24
                ),
                "secure bits": outcome(linux.syscall, "prctl", 28, 0, 0, 0, 0),
            }
        report(**in_fork(drop))
        """,
    )
    assert answer["result"] == {
        "before": True,
        "after": [NONE],
        "mounts": "EPERM",
        "bounding set": "EPERM",
        "all of them again": "EPERM",
        "secure bits": "EPERM",
    }


@pytest.mark.usefixtures("user_namespaces")
def test_secure_bits(run_child):
    """Being root by number grants nothing any more, and that is locked."""
    answer = run_child("""
        def drop():
            enter_user_namespace()
            capabilities.drop()
            return linux.syscall("prctl", 27, 0, 0, 0, 0)  # PR_GET_SECUREBITS
        report(**in_fork(drop))
        """)
    assert answer["result"] == 0xEF


def test_ordinary_user(run_ordinary_child):
    """Without the right to close the bounding set, the rest still ends empty."""
    answer = run_ordinary_child(
        LOOK,
        """
        capabilities.drop()
        report(**capability_sets())
        """,
    )
    assert {answer[name] for name in ("Eff", "Prm", "Inh", "Amb")} == {NONE}


def test_numpy(run_child):
    """Numpy works without capabilities."""
    assert run_child("capabilities.drop(); report(numpy=numpy_works())") == {"numpy": "works"}
