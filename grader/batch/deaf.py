"""Loaded by Dask in each worker on this machine: Ctrl-C is for the batch, which then ends them."""

from __future__ import annotations

import signal


def dask_setup(_: object) -> None:
    """A terminal sends it to every process of the batch."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
