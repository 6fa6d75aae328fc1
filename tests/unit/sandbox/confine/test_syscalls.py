"""Tables of system call numbers."""

from __future__ import annotations

import errno
import platform
import re
from pathlib import Path

import pytest

from grader.sandbox.confine import syscalls

HEADERS = {
    "x86_64": ["/usr/include/x86_64-linux-gnu/asm/unistd_64.h", "/usr/include/asm/unistd_64.h"],
    "aarch64": ["/usr/include/asm-generic/unistd.h"],
}


@pytest.fixture
def forget_architecture():
    """Start and end anew: the running architecture is looked up once."""
    syscalls.running.cache_clear()
    yield
    syscalls.running.cache_clear()


def header_numbers(architecture):
    """Numbers by name from the header of the kernel, where it is installed."""
    path = next((Path(p) for p in HEADERS[architecture.name] if Path(p).exists()), None)
    if path is None:
        pytest.skip(f"no kernel header with the numbers of {architecture.name}")
    text = path.read_text()
    # asm-generic/unistd.h writes __NR3264_fstat for the calls that differ on 32-bit machines.
    numbers = dict(re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", text))
    numbers.setdefault("newfstatat", numbers.get("fstatat"))
    return {name: int(number) for name, number in numbers.items() if number is not None}


@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES, ids=lambda a: a.name)
def test_numbers_are_the_kernels(architecture):
    """Every number in the table is the one in the kernel's header."""
    header = header_numbers(architecture)
    expected = {name: header.get(name) for name in architecture.numbers}
    assert dict(architecture.numbers) == expected


def test_what_aarch64_lacks():
    """A name is left out for aarch64 only where the header has none either."""
    header = header_numbers(syscalls.AARCH64)
    missing = set(syscalls.X86_64.numbers) - set(syscalls.AARCH64.numbers)
    assert {"open", "stat", "pipe", "dup2", "poll", "select"} <= missing
    assert not missing & set(header)


@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES, ids=lambda a: a.name)
def test_no_number_twice(architecture):
    """Two names never share a number."""
    assert len(set(architecture.numbers.values())) == len(architecture.numbers)


@pytest.mark.usefixtures("forget_architecture")
@pytest.mark.parametrize("architecture", syscalls.ARCHITECTURES, ids=lambda a: a.name)
def test_number_of_the_running_machine(monkeypatch, architecture):
    """A number is that of the machine it runs on."""
    monkeypatch.setattr(platform, "machine", lambda: architecture.name)
    assert syscalls.running() is architecture
    assert syscalls.number("openat") == {"x86_64": 257, "aarch64": 56}[architecture.name]


@pytest.mark.usefixtures("forget_architecture")
def test_unknown_machine(monkeypatch):
    """A machine without a table is refused by name."""
    monkeypatch.setattr(platform, "machine", lambda: "riscv64")
    with pytest.raises(
        OSError, match=r"got riscv64 \(64-bit\), expected x86_64 or aarch64"
    ) as caught:
        syscalls.number("read")
    assert caught.value.errno == errno.ENOSYS


@pytest.mark.usefixtures("forget_architecture")
def test_call_the_machine_lacks(monkeypatch):
    """A call that an architecture does not have is refused by name."""
    monkeypatch.setattr(platform, "machine", lambda: "aarch64")
    with pytest.raises(OSError, match="no system call open on aarch64"):
        syscalls.number("open")
