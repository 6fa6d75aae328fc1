"""The strictest level that works is used, and less than the minimum never is."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from grader.errors import ConfinementError, GraderFault
from grader.limits import Limits
from grader.records import Confinement
from grader.sandbox import bubblewrap, ladder, zygote
from grader.sandbox.budget import Budget
from grader.sandbox.client import Client
from grader.sandbox.ladder import Sandbox
from grader.sandbox.plain import PlainFactory
from grader.text import Text

pytestmark = [
    pytest.mark.linux,
    pytest.mark.skipif(sys.platform != "linux", reason="the ladder has one rung elsewhere"),
]
NAMESPACES, WITHOUT_LANDLOCK, LANDLOCK, UNCONFINED = reversed(Confinement)

Program = Callable[[str], None]


@pytest.fixture
def bwrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    """Put a shell script in the place of bubblewrap."""

    def put(script: str) -> None:
        program = tmp_path / "bwrap"
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
        monkeypatch.setattr(bubblewrap, "find", lambda: str(program))

    return put


def refusal(minimum: Confinement, levels: list[Confinement] | None = None) -> ConfinementError:
    with pytest.raises(ConfinementError) as refused:
        Sandbox(["numpy"], minimum, *([levels] if levels else [])).spawn(Limits())
    return refused.value


def level_reached(minimum: Confinement) -> Confinement:
    sandbox = Sandbox(["numpy"], minimum)
    try:
        process = sandbox.spawn(Limits())
        process.end()
        return sandbox.level
    finally:
        sandbox.close()


# ----------------------------------------------------------------------------------- refusals


def test_without_bubblewrap_namespaces_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sentence names what was tried and what to do, in both languages."""
    monkeypatch.setattr(bubblewrap, "find", lambda: None)
    error = refusal(WITHOUT_LANDLOCK)
    assert "namespaces: no bwrap" in error.message.en
    assert "namespaces_without_landlock: no bwrap" in error.message.en
    assert "install bubblewrap" in error.message.en
    assert "namespaces: no bwrap" in error.message.ko
    assert error.message.ko != error.message.en


def test_where_user_namespaces_are_forbidden_they_are_refused(bwrap: Program) -> None:
    """As in most containers: bubblewrap is there and fails; its reason is told."""
    bwrap("echo 'bwrap: No permissions to create new namespace' >&2; exit 1")
    assert "No permissions to create new namespace" in str(refusal(NAMESPACES))


def test_a_bubblewrap_that_cannot_run_is_refused(
    bwrap: Program, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Made for another machine, or gone since it was found."""
    (tmp_path / "no_program").write_bytes(b"\x7fELF of another kind")
    (tmp_path / "no_program").chmod(0o755)
    for name in ("no_program", "absent"):
        monkeypatch.setattr(bubblewrap, "find", lambda name=name: str(tmp_path / name))
        assert "cannot be started" in str(refusal(NAMESPACES))


def test_a_bubblewrap_that_ends_at_once_is_refused(bwrap: Program) -> None:
    """Without a word, before it has read anything."""
    bwrap("exit 0")
    assert "no reason given" in str(refusal(NAMESPACES))


def test_a_bubblewrap_that_hangs_is_refused(
    bwrap: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not waited for without end."""
    monkeypatch.setattr(zygote, "_START_S", 0.2)
    bwrap("exec sleep 99")
    assert "timed out" in str(refusal(NAMESPACES))


def test_a_worker_that_cannot_be_confined_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """The proof is a worker that started; the step that failed is told."""

    def fails(*_: object) -> None:
        raise ConfinementError(Text.same("confinement step 'seccomp' failed"))

    monkeypatch.setattr(zygote, "receive_greeting", fails)
    error = refusal(LANDLOCK)
    for level in Confinement:
        if level is not UNCONFINED:
            assert f"{level}: confinement step 'seccomp' failed" in str(error)


def test_a_platform_without_any_confinement_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is started there."""
    monkeypatch.setattr(ladder, "supported", lambda level: False)
    monkeypatch.setattr(sys, "platform", "darwin")
    error = refusal(LANDLOCK)
    for level in (NAMESPACES, WITHOUT_LANDLOCK, LANDLOCK):
        assert f"{level}: needs Linux, this is darwin" in error.message.en
    assert "unconfined:" not in error.message.en


def test_levels_outside_what_a_course_wants_are_not_tried() -> None:
    """Nothing left to try is a refusal too."""
    assert "Tried: -" in refusal(NAMESPACES, [LANDLOCK, UNCONFINED]).message.en


# ------------------------------------------------------------------------------------ descent


def test_the_strictest_level_comes_first() -> None:
    """On this machine, whatever it offers, nothing stricter is left out."""
    best = level_reached(UNCONFINED)
    stricter = [level for level in Confinement if level.strictness > best.strictness]
    for level in stricter:
        refusal(level, [level])


@pytest.mark.parametrize(
    "script", ["exit 1", "echo 'no namespaces' >&2; exit 1", "exec sleep 0.05"]
)
def test_the_next_level_is_reached_where_the_course_allows_it(bwrap: Program, script: str) -> None:
    """A failing bubblewrap is a step down, however it fails; the level says so."""
    bwrap(script)
    assert level_reached(LANDLOCK) is LANDLOCK


def test_unconfined_is_reached_only_where_it_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    """For self-checks; never on the way to something stricter."""
    monkeypatch.setattr(ladder, "supported", lambda level: False)
    assert level_reached(UNCONFINED) is UNCONFINED
    refusal(LANDLOCK)


def test_no_level_is_claimed_before_a_worker_has_reached_it(bwrap: Program) -> None:
    """`level` itself tries, so no verdict can carry a level that was only hoped for."""
    bwrap("exit 1")
    sandbox = Sandbox(["numpy"], LANDLOCK)
    assert sandbox.level is LANDLOCK
    sandbox.close()


def test_a_plain_worker_that_fails_is_told_like_a_level(monkeypatch: pytest.MonkeyPatch) -> None:
    """The last rung can break as well."""

    def fails(self: PlainFactory, limits: Limits) -> None:
        raise GraderFault(Text.same("no ports left"))

    monkeypatch.setattr(PlainFactory, "spawn", fails)
    assert "unconfined: no ports left" in str(refusal(UNCONFINED, [UNCONFINED]))


def test_what_was_tried_is_cleaned_up(bwrap: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    """No folder and no process of a level that failed stays."""
    closed = []
    close = zygote.Zygote.close
    monkeypatch.setattr(
        zygote.Zygote, "close", lambda self: (closed.append(self._runtime.path), close(self))[1]
    )
    bwrap("exit 1")
    assert level_reached(LANDLOCK) is LANDLOCK
    assert len(closed) == 3
    assert not [path for path in closed if path.exists()]


@pytest.mark.parametrize("level", list(Confinement))
def test_one_folder_more_can_be_read(level: Confinement, tmp_path: Path) -> None:
    """At the same level; with namespaces under a name that tells nothing of this machine."""
    (tmp_path / "there.py").write_text("FOUND = __file__\n")
    try:
        sandbox = Sandbox(["numpy"], level, [level])
        sandbox.spawn(Limits()).end()
    except ConfinementError as error:
        pytest.skip(str(error))
    more = sandbox.with_folder(str(tmp_path))
    try:
        client = Client(more.spawn(Limits()), Budget(Limits()))
        module = client.load("answer", {"answer": "from there import FOUND\n"})
        found = client.request("get", module.number, "FOUND")
        client.close()
        assert more.level is level
        assert found.endswith("there.py")
        assert found.startswith(str(tmp_path)) is (level in (LANDLOCK, UNCONFINED))
    finally:
        more.close()
        sandbox.close()
