"""A real browser that can reach nothing but what a test gives it."""

from __future__ import annotations

import html
import json
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
NEEDED = [  # marks of tests that look at a page
    pytest.mark.chromium,
    pytest.mark.skipif(PROGRAM is None, reason="no Chromium here; run: make browsers"),
]
SITE = "http://feedback.test"
TIME_LIMIT_S = 60.0  # a guard, not a measurement
_PROBE = Path(__file__).with_name("probe.js")
QUIET = (
    "--headless",
    "--no-sandbox",  # a container has none to give; the page comes from us
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-sync",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-default-apps",
    "--hide-scrollbars",
)


@dataclass
class Network:
    """Every host of the browser is this one; it knows a few pages and remembers who asked."""

    pages: Mapping[str, str]
    asked: list[str] = field(default_factory=list)

    def handler(self) -> type[BaseHTTPRequestHandler]:
        """Answers as a proxy does."""
        network = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                network.asked.append(self.path)
                page = network.pages.get(self.path.removeprefix(SITE))
                self.send_response(200 if page is not None else 404)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write((page or "").encode())

            def do_CONNECT(self) -> None:
                network.asked.append(self.path)
                self.send_error(404)

            def log_message(self, *_: object) -> None:
                """A test prints nothing."""

        return Handler

    def hosts(self) -> set[str]:
        """Who was asked, other than us."""
        return {path for path in self.asked if not path.startswith(SITE)}


@contextmanager
def served(pages: Mapping[str, str]) -> Iterator[tuple[Network, int]]:
    """A network with these pages, and the port where it listens."""
    network = Network(pages)
    server = ThreadingHTTPServer(("127.0.0.1", 0), network.handler())
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield network, server.server_port
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def dom_of(path: str, port: int, *flags: str) -> str:
    """The document at `path` when it has been loaded, as the browser writes it down."""
    assert PROGRAM is not None
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        run = subprocess.run(
            [
                PROGRAM,
                *QUIET,
                f"--user-data-dir={profile}",
                f"--proxy-server=http://127.0.0.1:{port}",
                "--proxy-bypass-list=<-loopback>",
                "--virtual-time-budget=3000",
                *flags,
                "--dump-dom",
                f"{SITE}{path}",
            ],
            capture_output=True,
            timeout=TIME_LIMIT_S,
            check=True,
        )
    return run.stdout.decode()


def seen(page: str, *flags: str, width: int = 900) -> tuple[dict[str, Any], Network]:
    """What the probe sees of a page in a frame of this width, and whom the browser asked."""
    frame = (
        f'<!doctype html><title>probe</title><iframe src="/page" width="{width}" height="800" '
        f'style="border:0"></iframe><pre id="result"></pre><script>{_PROBE.read_text()}</script>'
    )
    with served({"/page": page, "/probe": frame}) as (network, port):
        dom = dom_of("/probe", port, *flags)
    result = re.search('<pre id="result">(.*?)</pre>', dom, re.DOTALL)
    assert result, dom[-2000:]
    return json.loads(html.unescape(result[1])), network
