"""Whether a page is one that every reader understands in the same way."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Final

_VOID: Final = frozenset({"meta", "input", "br"})  # elements of ours that have no end
_FORBIDDEN: Final = frozenset({"script", "iframe", "object", "embed", "form", "link", "base"})
_POINTS_ELSEWHERE: Final = frozenset({"src", "srcset", "action", "data", "xlink:href", "style"})


def problems(document: str) -> list[str]:
    """What is wrong with a document of ours, a line each; none if it may be shown."""
    reader = _Reader()
    reader.feed(document)
    reader.close()
    if reader.open:
        reader.problems.append(f"<{reader.open[-1]}> has no end")
    return reader.problems


class _Reader(HTMLParser):
    """Follows the nesting, and looks for what no page of ours has."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []
        self._ids: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the element; complain about what could act."""
        if tag in _FORBIDDEN:
            self.problems.append(f"<{tag}> at {self.getpos()}")
        for name, value in attrs:
            self._look_at(tag, name, value or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """`<rect/>`: begins and ends at once."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Only the element that was opened last may end."""
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"</{tag}> at {self.getpos()}")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        outside = name == "href" and not value.startswith("#")
        if name.startswith("on") or name in _POINTS_ELSEWHERE or outside:
            self.problems.append(f"{name} of <{tag}> at {self.getpos()}")
        if name == "id":
            if value in self._ids:
                self.problems.append(f"id {value} twice")
            self._ids.add(value)
