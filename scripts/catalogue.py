"""Keep the Korean catalogue in step with the sentences in the code.

Without arguments: collect new sentences into the .po file, drop those no longer said, compile.
With --check: change nothing; fail if a sentence has no Korean, a placeholder is missing, or
the compiled catalogue is not what the written one gives.
"""

from __future__ import annotations

import io
import string
import sys
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
PO = ROOT / "grader/locale/ko/LC_MESSAGES/grade.po"
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # the file changes when a sentence does, not each day
KEYWORDS = {"say": None, "translate": None, "here": None}


def extracted() -> Catalog:
    """Every sentence that the code says, with where it says it."""
    template = Catalog()
    found = extract_from_dir(ROOT / "grader", [("**.py", "python")], keywords=KEYWORDS)
    for file, _, message, _, _ in sorted(found, key=lambda entry: (str(entry[2]), entry[0])):
        template.add(message, locations=[(f"grader/{file}", 0)])
    return template


def written() -> Catalog:
    """The catalogue as it is in the repository."""
    with PO.open("rb") as file:
        return read_po(file, locale="ko")


def compiled(catalogue: Catalog) -> bytes:
    """The bytes that the program loads."""
    buffer = io.BytesIO()
    write_mo(buffer, catalogue)
    return buffer.getvalue()


def placeholders(sentence: str) -> set[str]:
    """Names of the values that a sentence is filled with."""
    return {name for _, name, _, _ in string.Formatter().parse(sentence) if name}


def problems(catalogue: Catalog) -> list[str]:
    """What is wrong with the catalogue, a line each."""
    found = []
    known = {message.id: message.string for message in catalogue if message.id}
    said = {message.id for message in extracted() if message.id}
    found += [f"has no Korean: {sentence}" for sentence in sorted(said) if not known.get(sentence)]
    found += [f"is no longer said: {sentence}" for sentence in sorted(set(known) - said)]
    for sentence, korean in known.items():
        if korean and placeholders(str(korean)) != placeholders(str(sentence)):
            found.append(f"has other placeholders in Korean: {sentence}")
    machine = PO.with_suffix(".mo")
    if not machine.is_file() or machine.read_bytes() != compiled(catalogue):
        found.append("the compiled catalogue is old; run: make locale")
    return found


def update() -> None:
    """Bring the written and the compiled catalogue up to date."""
    old = {message.id: message.string for message in written()} if PO.is_file() else {}
    catalogue = Catalog(locale="ko", header_comment="# Korean sentences of grade.")
    for message in extracted():
        if message.id:
            catalogue.add(message.id, old.get(message.id, ""), locations=message.locations)
    catalogue.creation_date = catalogue.revision_date = EPOCH
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=False, include_lineno=False)
    PO.with_suffix(".mo").write_bytes(compiled(written()))


def main() -> int:
    """Update or check; the exit code."""
    if "--check" not in sys.argv:
        update()
        return 0
    found = problems(written())
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
