"""What student code prints, kept up to a limit."""

from __future__ import annotations

import io
import os
import sys

EXIT_OUTPUT = 77  # this process ended itself because it printed too much
_HARD_LIMIT = 64  # times the kept size: past that the program is not talking but flooding


class Capture(io.RawIOBase):
    """Keeps the first `limit_bytes` of a check's output and counts the rest."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit = limit_bytes
        self._kept = bytearray()
        self._count = 0

    def install(self) -> None:
        """Become the process's standard output and error."""
        sys.stdout = sys.stderr = self._stream = io.TextIOWrapper(
            io.BufferedWriter(self, buffer_size=1024),
            encoding="utf-8",
            errors="backslashreplace",
            write_through=True,
        )

    def writable(self) -> bool:
        return True

    def close(self) -> None:
        """Stay open: student code may close or drop the stream that writes here."""

    def write(self, data: object) -> int:
        view = memoryview(data).cast("B")  # type: ignore[arg-type]
        self._count += len(view)
        if self._count > _HARD_LIMIT * self._limit:
            os._exit(EXIT_OUTPUT)
        room = self._limit - len(self._kept)
        if room > 0:
            self._kept += view[:room]
        return len(view)

    def take(self) -> str:
        """The output since the last call."""
        for stream in (sys.stdout, self._stream):
            try:
                stream.flush()
            except Exception:  # noqa: BLE001 - student code may have put anything there
                self.install()
        text = self._kept.decode("utf-8", "backslashreplace")
        if self._count > self._limit:
            text += f"\n[... {self._count - len(self._kept)} bytes more]"
        self._kept, self._count = bytearray(), 0
        return text
