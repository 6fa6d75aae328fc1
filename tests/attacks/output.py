"""Group O: what student code says, and what reads it afterwards."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Payload:
    """Words of student code that are meant for a terminal, a browser or a person's eye."""

    number: str
    claim: str
    text: str
    forbidden: tuple[str, ...]  # parts that may stand on no line, terminal or page, as they are


FORGED = "Forged score"

PAYLOADS: tuple[Payload, ...] = (
    Payload("O96", "Escape sequences are shown, not obeyed",
            "\x1b[2J\x1b[1;1H\x1b[32mPASS 100/100\x1b[0m\x9b2J", ("\x1b[2J", "\x9b")),
    Payload("O97", "The clipboard, links, titles and answers of a terminal are out of reach",
            "\x1b]52;c;cm0gLXJm\x07\x1b]8;;http://x\x07y\x1b]0;t\x07\x1b[6n\x1bP+q\x1b\\",
            ("\x1b]52", "\x1b]8;;http", "\x1b]0;", "\x1b[6n", "\x07")),
    Payload("O97b", "Carriage return and backspace overwrite nothing",
            "FAIL\rPASS\b\b\b\bFULL\x0b\x0c\x85", ("\r", "\b", "\x0b", "\x0c", "\x85")),
    Payload("O97c", "Marks that reorder or hide text are shown",
            "a\u202egnorw\u2066b\u200b\u2028c", ("\u202e", "\u2066", "\u200b", "\u2028")),
    Payload("O99", "Mark-up of the console is text",
            "[bold green]PASS[/] [link=http://x]y[/link] {0} %s {x!r}", ()),
    Payload("O100", "Lines that look like the report's own stand behind a bar",
            f"{FORGED}\n  ✓ {FORGED}: 4 of 4 points\r\n\n{FORGED}", ()),
    Payload("O101", "Tags and handlers are text",
            "<script>alert(1)</script><img src=x onerror=alert(1)>"
            "</textarea></pre><svg/onload=alert(1)><a href='javascript:alert(1)'>",
            ("<script", "<img", "<svg/onload", "</textarea", "<a href='java")),
    Payload("O101b", "Templates are text", "{{ 7 * 7 }}{% raw %}${7*7}<%= 7*7 %>", ("49",)),
    Payload("O103", "Nothing is loaded from elsewhere",
            "![x](http://evil/x.png) \\input{/etc/passwd} @everyone <link rel=x href=//evil>",
            ("<link rel",)),
    Payload("O108", "What no document may hold is shown as an escape",
            "\x00\x01\x1f\ufffe\uffff\x7f", ("\x00", "\x01", "\x1f", "\x7f")),
    Payload("O112", "A flood of words does not bury the report", "long line " * 30_000,
            ("long line " * 400,)),
    Payload("O112b", "Nor does a flood of lines", "line\n" * 30_000, ("line\n" * 100,)),
)  # fmt: skip

# Ways of saying them; the page for students must hold none of the hidden ones.
WAYS = {
    "printed": "def double(x): print(SAY); return None",
    "raised": "def double(x): raise ValueError(SAY)",
    "returned": "def count(x): return SAY",
    "a class's name": "def double(x): return type(SAY.replace(chr(0), '')[:99], (), {})()",
    "an error's name": "def double(x): raise type(SAY.replace(chr(0), '')[:99], (Exception,), {})",
    "while importing": "raise ImportError(SAY)",
    "a key": "def double(x): return {SAY: 1}",
    "a line": "def double(x):\n    raise ValueError  # SAY",
}
