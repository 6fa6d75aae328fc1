"""How Dask is set up for a batch; why so is in docs/adr/0013."""

from __future__ import annotations

from typing import Final

# The engine counts tries itself and keeps one submission in each lane, so that nothing is
# blamed for what its neighbour did.
ALLOWED_FAILURES: Final = "distributed.scheduler.allowed-failures"
SETTINGS: Final = {
    ALLOWED_FAILURES: 0,
    "distributed.scheduler.http.routes": [],  # its web pages are open to every local user
    "distributed.scheduler.worker-saturation": 1.0,
    "distributed.scheduler.work-stealing": False,
    "distributed.worker.http.routes": [],
}
TLS: Final = "tls://"
NO_PAGES: Final = "127.0.0.1:0"  # a server without a route, as Dask starts one in any case
