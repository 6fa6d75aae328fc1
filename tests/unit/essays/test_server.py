"""Only who has the token, at this very address, gets anything."""

from __future__ import annotations

import http.client
import json
import threading
from collections.abc import Iterator
from typing import Any

import pytest

from grader.assignment import find
from grader.errors import UsageError
from grader.essays.desk import Desk
from grader.essays.page import document
from grader.essays.server import EssayServer
from tests.unit.essays.conftest import PNG

JPEG = b"\xff\xd8\xff\xe0<svg onload=alert(1)>"


@pytest.fixture
def server(desk: Desk, written: Any, hand_in: Any) -> Iterator[EssayServer]:
    hand_in("20231234", "Because.", PNG, JPEG)
    with EssayServer(desk, document(find("hw1", written.root), "kim", "en")) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


class Client:
    """Asks as a browser would, unless told otherwise."""

    def __init__(self, server: EssayServer) -> None:
        self.server = server

    def ask(
        self, path: str, body: Any = None, **changes: str | None
    ) -> tuple[int, dict[str, str], bytes]:
        here = f"127.0.0.1:{self.server.server_port}"
        headers = {"Host": here, "Authorization": f"Bearer {self.server.token}"}
        if body is not None:
            headers["Content-Type"] = "application/json"
        headers |= {name.replace("_", "-"): value for name, value in changes.items()}
        connection = http.client.HTTPConnection("127.0.0.1", self.server.server_port, timeout=30)
        connection.putrequest("GET" if body is None else "POST", path, skip_host=True)
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        if body is not None and "Content-Length" not in headers:
            headers["Content-Length"] = str(len(content))
        for name, value in headers.items():
            if value is not None:
                connection.putheader(name, value)
        connection.endheaders(content if body is not None else None)
        response = connection.getresponse()
        answer = response.status, dict(response.getheaders()), response.read()
        connection.close()
        return answer

    def get(self, path: str) -> Any:
        status, _, content = self.ask(path)
        assert status == 200, content
        return json.loads(content)


@pytest.fixture
def client(server: EssayServer) -> Client:
    return Client(server)


def decision(client: Client, **fields: Any) -> dict[str, Any]:
    client.get("/questions")
    (answer,) = client.get("/answers/why-not")
    return {"question": "why-not", "answers": {answer["id"]: answer["decisions"]}} | fields


def test_the_page_holds_nothing(client: Client) -> None:
    """It comes without a token, so no answer, no name and no token may be in it."""
    status, headers, content = client.ask("/", Authorization=None)
    assert status == 200
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert b"Because" not in content
    assert client.server.token.encode() not in content


@pytest.mark.parametrize("path", ["/questions", "/answers/why-not", "/", "/no/such"])
def test_every_answer_is_safe(client: Client, path: str) -> None:
    """No guessing of types, no framing, no caching, no script but the page's own."""
    _, headers, _ = client.ask(path)
    policy = headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert "Access-Control-Allow-Origin" not in headers


def test_nothing_without_the_token(client: Client) -> None:
    """Not even whether a path exists."""
    for path in ("/questions", "/answers/why-not", "/drawings/draw-it/x/0", "/x"):
        for token in (None, "", "Bearer ", "Bearer wrong", "Bearer \xe9"):
            assert client.ask(path, Authorization=token)[0] == 401
    assert client.ask("/decisions", decision(client), Authorization=None)[0] == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Host": "evil.test"}, 421),  # a name that was made to point here
        ({"Host": "evil.test:{port}"}, 421),
        ({"Host": "127.0.0.1"}, 421),
        ({"Host": None}, 421),
        ({"Origin": "http://evil.test"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://127.0.0.1:{port}"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site"}, 403),  # another port of this machine
    ],
)
def test_other_sites_are_sent_away(
    client: Client, headers: dict[str, str | None], status: int
) -> None:
    """Reading and writing alike, even with a token."""
    port = client.server.server_port
    changes = {name: value and value.format(port=port) for name, value in headers.items()}
    assert client.ask("/questions", **changes)[0] == status
    assert client.ask("/decisions", decision(client), **changes)[0] == status
    assert client.get("/answers/why-not")[0]["decisions"] == 0


def test_localhost_is_this_machine_too(client: Client) -> None:
    """Through a tunnel the address may be called so."""
    port = client.server.server_port
    here = {"Host": f"localhost:{port}", "Origin": f"http://localhost:{port}"}
    assert client.ask("/questions", **here)[0] == 200


def test_a_decision_is_kept(client: Client) -> None:
    """Once; the same page's second one has not seen the first."""
    sent = decision(client, items=["one"], comment="Good.")
    assert client.ask("/decisions", sent)[0] == 200
    assert client.ask("/decisions", sent | {"items": []})[0] == 409
    (answer,) = client.get("/answers/why-not")
    assert (answer["mark"]["items"], answer["mark"]["person"]) == (["one"], "kim")


@pytest.mark.parametrize(
    ("body", "changes", "status"),
    [
        (b"{", {}, 400),
        (b"[]", {}, 400),
        ({"question": "why-not", "answers": {}}, {}, 400),
        ({"question": "why-not", "answers": {}, "person": "dean"}, {}, 400),
        ({"question": "why-not", "answers": {"x": 0}, "adjustment": "1"}, {}, 400),
        ({}, {"Content_Type": "text/plain"}, 404),  # what a form of another site can send
        (b"x" * 70_000, {}, 413),
        (b"{}", {"Content_Length": "-1"}, 413),
        (b"{}", {"Content_Length": None}, 413),
    ],
)
def test_what_is_no_decision_changes_nothing(
    client: Client, body: Any, changes: dict[str, str | None], status: int
) -> None:
    """Refused by form, by size or by kind."""
    client.get("/questions")
    assert client.ask("/decisions", body, **changes)[0] == status
    assert client.get("/answers/why-not")[0]["decisions"] == 0


def test_drawings_are_pictures_or_nothing(client: Client) -> None:
    """What begins as a JPEG is sent as one, whatever else is in it."""
    client.get("/questions")
    (answer,) = client.get("/answers/draw-it")
    for number, kind, data in ((0, "image/png", PNG), (1, "image/jpeg", JPEG)):
        status, headers, content = client.ask(f"/drawings/draw-it/{answer['id']}/{number}")
        assert (status, headers["Content-Type"], content) == (200, kind, data)
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    for path in ("/drawings/draw-it/x/0", f"/drawings/draw-it/{answer['id']}/2"):
        assert client.ask(path)[0] == 400


@pytest.mark.parametrize(
    "path", ["/answers/no-such", "/answers/%2e%2e%2fetc", "/answers/../secret"]
)
def test_strange_paths(client: Client, path: str) -> None:
    """There are no files here to reach."""
    client.get("/questions")
    assert client.ask(path)[0] in (400, 404)


def test_a_port_that_is_taken(server: EssayServer) -> None:
    """Said as a sentence."""
    with pytest.raises(UsageError, match=f"Port {server.server_port} cannot be used"):
        EssayServer(server.desk, server.document, server.server_port)
