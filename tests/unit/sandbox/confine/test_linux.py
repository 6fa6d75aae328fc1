"""The door to the kernel."""

from __future__ import annotations

import ctypes
import errno
import os
import sys

import pytest

from grader.sandbox.confine import linux

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="makes system calls of Linux")


@on_linux
def test_result():
    """A call returns what the kernel returns."""
    assert linux.syscall("getpid") == os.getpid()


@on_linux
def test_the_kernel_writes_into_a_buffer():
    """A buffer comes back filled."""
    name = linux.buffer(400)
    linux.syscall("uname", name)
    assert name.raw.startswith(b"Linux\0")


@on_linux
def test_failure_names_the_call():
    """A refused call raises an OSError with its errno and the call's name."""
    with pytest.raises(OSError, match="close: Bad file descriptor") as caught:
        linux.syscall("close", -1)
    assert caught.value.errno == errno.EBADF


@on_linux
def test_an_old_errno_is_no_failure():
    """A call that succeeds does not raise because an earlier one failed."""
    ctypes.set_errno(errno.EIO)
    assert linux.syscall("getuid") == os.getuid()


def test_other_platforms(monkeypatch):
    """Elsewhere than on Linux, a call and the check beforehand raise an OSError that says so."""
    linux._function.cache_clear()
    monkeypatch.setattr(sys, "platform", "darwin")
    with pytest.raises(OSError, match="got platform darwin, expected linux"):
        linux.require()
    with pytest.raises(OSError, match="got platform darwin, expected linux"):
        linux.syscall("getpid")
