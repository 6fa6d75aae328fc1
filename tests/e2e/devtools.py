"""A browser that is driven key by key, over a pipe: the Chrome DevTools protocol."""

from __future__ import annotations

import base64
import json
import os
import select
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.e2e.browser import PROGRAM, QUIET, TIME_LIMIT_S

# What a key is called: its name, its place on the keyboard, the text that it writes.
KEYS = {
    "Enter": ("Enter", "Enter", "\r"),
    "Escape": ("Escape", "Escape", ""),
    "Tab": ("Tab", "Tab", ""),
    **{str(n): (str(n), f"Digit{n}", str(n)) for n in range(10)},
    **{letter: (letter, f"Key{letter.upper()}", letter) for letter in "abcdefghijklmnopqrstuvwxyz"},
    "ㅜ": ("ㅜ", "KeyN", "ㅜ"),  # n under a Korean input method
}


@dataclass
class Tab:
    """One page of a browser."""

    write_to: int
    read_from: int
    session: str = ""
    asked: list[str] = field(default_factory=list)  # addresses that the page requested
    said: list[str] = field(default_factory=list)  # errors of its script, refusals by its policy
    _number: int = 0
    _rest: bytes = b""

    def send(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Call a method of the protocol and wait for its answer."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write_to, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next()
            if answer.get("id") == self._number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self._note(answer)

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self.send(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def wait_for(self, script: str) -> Any:
        """What an expression comes to as soon as it is true, in a page that may still load."""
        script = f"(() => {{ try {{ return {script}; }} catch {{ return null; }} }})()"
        until = time.monotonic() + TIME_LIMIT_S
        while not (value := self.run(script)):
            assert time.monotonic() < until, (script, self.run("document.body.innerText"))
            time.sleep(0.02)
        return value

    def press(self, key: str) -> None:
        """A key down and up, as from a keyboard."""
        name, code, text = KEYS[key]
        self.send("Input.dispatchKeyEvent", type="keyDown", key=name, code=code, text=text)
        self.send("Input.dispatchKeyEvent", type="keyUp", key=name, code=code)

    def open(self, url: str) -> None:
        """Go to an address, in a document of its own."""
        self.send("Page.navigate", url="about:blank")
        self.send("Page.navigate", url=url)

    def shape(self, width: int, *, dark: bool = False) -> None:
        """How wide the window is, and whether its owner likes it dark."""
        self.send(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=800,
            deviceScaleFactor=1,
            mobile=False,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.send("Emulation.setEmulatedMedia", features=[scheme])

    def picture(self, path: Path) -> None:
        """What it looks like, as PNG."""
        shot = self.send("Page.captureScreenshot", captureBeyondViewport=True)
        path.write_bytes(base64.b64decode(shot["data"]))

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            ready, _, _ = select.select([self.read_from], [], [], TIME_LIMIT_S)
            assert ready, "the browser says nothing"
            self._rest += os.read(self.read_from, 1 << 20)
        message, _, self._rest = self._rest.partition(b"\0")
        return json.loads(message)

    def _note(self, event: dict[str, Any]) -> None:
        parameters = event.get("params", {})
        match event.get("method"):
            case "Network.requestWillBeSent":
                self.asked.append(parameters["request"]["url"])
            case "Runtime.exceptionThrown":
                self.said.append(str(parameters["exceptionDetails"]))
            case "Log.entryAdded":
                self.said.append(parameters["entry"]["text"])


@contextmanager
def tab() -> Iterator[Tab]:
    """An empty page of a new browser."""
    assert PROGRAM is not None
    to_browser, write_to = os.pipe()
    read_from, from_browser = os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        flags = [*QUIET, "--remote-debugging-pipe", f"--user-data-dir={profile}", "about:blank"]
        plumbed = f'exec "$@" 3<&{to_browser} 4>&{from_browser}'  # where it expects the pipe's ends
        process = subprocess.Popen(
            ["bash", "-c", plumbed, "bash", PROGRAM, *flags],
            pass_fds=(to_browser, from_browser),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(to_browser)
        os.close(from_browser)
        try:
            page = Tab(write_to, read_from)
            pages = page.send("Target.getTargets")["targetInfos"]
            target = next(each["targetId"] for each in pages if each["type"] == "page")
            attached = page.send("Target.attachToTarget", targetId=target, flatten=True)
            page.session = attached["sessionId"]
            for domain in ("Page", "Network", "Runtime", "Log"):
                page.send(f"{domain}.enable")
            yield page
        finally:
            process.kill()
            process.wait()
            os.close(write_to)
            os.close(read_from)
