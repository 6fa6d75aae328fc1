"""Names that a reader takes for one another: another case, width, accent, or alphabet."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

# Letters of other alphabets, and the Latin ones that they look like in most fonts.
_LATIN: Final = {
    "АВЕЗКМНОРСТУХІЈЅԌԚԜӀ": "ABE3KMHOPCTYXIJSGQWl",  # Cyrillic
    "аеорсухіјѕԁһӏԛԝгп": "aeopcyxijsdhlqwrn",
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ": "ABEZHIKMNOPTYX",  # Greek
    "αικνορτυχγηω": "aikvoptuxynw",
}
_ALPHABETS: Final = {
    ord(letter): latin
    for letters, latins in _LATIN.items()
    for letter, latin in zip(letters, latins, strict=True)
}
_FIGURES: Final = str.maketrans("01i|", "olll")  # after upper case is gone: I is l
_BETWEEN: Final = str.maketrans("", "", " ._-")


def look_alikes(names: Iterable[str]) -> set[str]:
    """Those that look like another of them, or are the same."""
    by_look: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_look[_skeleton(name)].append(name)
    return {name for alike in by_look.values() if len(alike) > 1 for name in alike}


def _skeleton(name: str) -> str:
    pieces = unicodedata.normalize("NFKD", name).translate(_ALPHABETS)
    bare = "".join(letter for letter in pieces if not unicodedata.combining(letter))
    return bare.casefold().translate(_FIGURES).translate(_BETWEEN)
