"""What a run of the tests adds up to, said at its end, however many processes ran them.

Also what tests of several kinds share.
"""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from tests.postgresql import Server

# Tests whose number matters: where they are, how their function begins, in words.
_COUNTED: Final = (
    ("tests/attacks/", "test_the_attack_is_blocked", "attacks blocked"),
    ("tests/attacks/", "test_the_naive_grader_falls_for_it", "controls fired"),
    ("tests/attacks/", "test_the_twin_passes", "honest twins passed"),
    ("tests/faults/", "test_", "faults survived"),
)


def pytest_configure() -> None:
    """Ctrl-C reaches the programs that tests start, though a shell's background job ignores it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Those that ran, not those that are written down."""
    run: Counter[str] = Counter()
    good: Counter[str] = Counter()
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            if words := _counted(report.nodeid):
                run[words] += 1
                good[words] += outcome == "passed"
    if run:
        terminalreporter.section("counted")
        for words in run:
            terminalreporter.line(f"{words}: {good[words]} of {run[words]} run")


def _counted(nodeid: str) -> str | None:
    for place, function, words in _COUNTED:
        if nodeid.startswith(place) and f"::{function}" in nodeid:
            return words
    return None


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    """A server; each test takes a database of its own."""
    from tests.postgresql import installed, running_server

    if installed("initdb") is None:
        pytest.skip("no PostgreSQL here; run: make databases")
    with running_server() as server:
        yield server
