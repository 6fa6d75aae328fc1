"""The page of essays on this machine alone: who has the token may read and decide.

A website open in the same browser is the opponent here. It can send requests to this port, also
under a name of its own that it lets point at 127.0.0.1; it knows neither the token nor what any
answer said. So every request must name this host, and every one for data must carry the token in
a header, which no other site's page can set on our behalf.
"""

from __future__ import annotations

import hmac
import secrets
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Final

import msgspec

from grader.errors import GradeError, UsageError
from grader.essays.desk import Desk
from grader.essays.page import Document
from grader.essays.views import Decision
from grader.text import say

HERE: Final = "127.0.0.1"
_MOST_BYTES: Final = 64 << 10  # of a decision
_MOST_WAITED_S: Final = 30.0  # for the rest of a request
_JSON: Final = "application/json"
_SAFE: Final = {
    "Cache-Control": "no-store",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
_JPEG: Final = b"\xff\xd8"


@dataclass(frozen=True)
class _Response:
    content: bytes
    kind: str = _JSON
    status: HTTPStatus = HTTPStatus.OK
    policy: str = "default-src 'none'; sandbox"  # of the page alone another one


class EssayServer(ThreadingHTTPServer):
    """Listens on the loopback interface; `url` is for one person's browser."""

    daemon_threads = True

    def __init__(self, desk: Desk, document: Document, port: int = 0) -> None:
        """Port 0: any that is free."""
        self.desk, self.document = desk, document
        self.token = secrets.token_urlsafe(32)
        self.turn = threading.Lock()  # the desk serves one request after another
        try:
            super().__init__((HERE, port), _Handler)
        except OSError as error:
            raise UsageError(
                say("Port {port} cannot be used: {error}", port=port, error=error.strerror or error)
            ) from None

    @property
    def url(self) -> str:
        """The token stands behind #, so it is sent to nobody, not even here."""
        return f"http://{HERE}:{self.server_port}/#{self.token}"

    def serve_until_interrupted(self) -> None:
        """Ctrl-C is the way to end it."""
        with suppress(KeyboardInterrupt):
            self.serve_forever()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle is no news."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: EssayServer
    server_version = "grade"
    sys_version = ""
    timeout = _MOST_WAITED_S

    def do_GET(self) -> None:
        self._respond(self._read)

    def do_POST(self) -> None:
        self._respond(self._decide)

    def log_message(self, *_: object) -> None:
        """The terminal is for people."""

    def _respond(self, respond: Callable[[], _Response]) -> None:
        refusal = self._refusal()
        try:
            response = _Response(b"", status=refusal) if refusal else respond()
        except UsageError as error:
            said = msgspec.json.encode(error.message)
            response = _Response(said, status=HTTPStatus.BAD_REQUEST)
        except GradeError as error:
            said = msgspec.json.encode(error.message)
            response = _Response(said, status=HTTPStatus.INTERNAL_SERVER_ERROR)
        self._send(response)

    def _refusal(self) -> HTTPStatus | None:
        """Why nothing is done for this request; None if something is."""
        hosts = {f"{name}:{self.server.server_port}" for name in (HERE, "localhost")}
        if self.headers.get("Host") not in hosts:
            return HTTPStatus.MISDIRECTED_REQUEST
        origin = self.headers.get("Origin")
        if origin is not None and origin.removeprefix("http://") not in hosts:
            return HTTPStatus.FORBIDDEN
        if self.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none"):
            return HTTPStatus.FORBIDDEN
        token = self.headers.get("Authorization", "").encode()
        if self.path != "/" and not hmac.compare_digest(
            token, f"Bearer {self.server.token}".encode()
        ):
            return HTTPStatus.UNAUTHORIZED
        return None

    def _read(self) -> _Response:
        desk = self.server.desk
        with self.server.turn:
            match self.path.split("/")[1:]:
                case [""]:
                    document = self.server.document
                    return _Response(document.content, document.kind, policy=document.policy)
                case ["questions"]:
                    return _Response(msgspec.json.encode(desk.questions()))
                case ["answers", question]:
                    return _Response(msgspec.json.encode(desk.answers(question)))
                case ["drawings", question, answer, number] if number.isdecimal():
                    data = desk.drawing(question, answer, int(number)).data
                    kind = "image/jpeg" if data.startswith(_JPEG) else "image/png"
                    return _Response(data, kind)
        return _Response(b"", status=HTTPStatus.NOT_FOUND)

    def _decide(self) -> _Response:
        length = self.headers.get("Content-Length", "")
        if self.path != "/decisions" or self.headers.get_content_type() != _JSON:
            return _Response(b"", status=HTTPStatus.NOT_FOUND)
        if not length.isdecimal() or int(length) > _MOST_BYTES:
            return _Response(b"", status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        try:
            decision = msgspec.json.decode(self.rfile.read(int(length)), type=Decision)
        except msgspec.MsgspecError:
            return _Response(b"", status=HTTPStatus.BAD_REQUEST)
        with self.server.turn:
            kept = self.server.desk.decide(decision)
        return _Response(b"{}", status=HTTPStatus.OK if kept else HTTPStatus.CONFLICT)

    def _send(self, response: _Response) -> None:
        self.send_response(response.status)
        headers = {
            **_SAFE,
            "Content-Security-Policy": response.policy,
            "Content-Length": str(len(response.content)),
            "Content-Type": response.kind,
        }
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.content)
