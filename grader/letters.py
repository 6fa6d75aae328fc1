"""Unicode's normal forms, in time that grows with the text and not with its square."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, Literal

_LONGEST: Final = 1000
# Nothing before an ASCII character changes with it or with what follows.
_SLICE: Final = re.compile(rf"(?s).{{1,{_LONGEST}}}(?=[\x00-\x7f]|\Z)|.{{{_LONGEST}}}")


def normalized(form: Literal["NFC", "NFKC"], text: str) -> str:
    """`text` in a normal form; a run of 1000 letters without any ASCII may be cut in two.

    Python sorts the marks of a letter by insertion: 250 KiB of accents on one letter would
    take 13 s.
    """
    if text.isascii():
        return text
    if len(text) <= _LONGEST:
        return unicodedata.normalize(form, text)
    return "".join(unicodedata.normalize(form, piece) for piece in _SLICE.findall(text))
