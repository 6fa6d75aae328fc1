"""Finding an assignment by name."""

from __future__ import annotations

import difflib
from pathlib import Path

from grader.assignment.model import Assignment
from grader.errors import UsageError
from grader.text import Text, say


def find(name: str, start: Path | None = None) -> Assignment:
    """The assignment `name`, looked for from `start` (the current folder) upwards.

    `UsageError` says where it looked and which assignments there are.
    """
    origin = (start or Path.cwd()).resolve()
    for root in (origin, *origin.parents):
        folder = root / "assignments" / name
        if name and (folder / "assignment.toml").is_file() and folder.parent.parent == root:
            solutions = root / "solutions" / name
            return Assignment.load(folder, solutions if solutions.is_dir() else None)
    raise UsageError(_not_found(name, origin))


def find_nearby(start: Path | None = None) -> Assignment:
    """The assignment whose folder `start` (the current folder) lies in, else the only one.

    `UsageError` lists the assignments where there are several.
    """
    origin = (start or Path.cwd()).resolve()
    for folder in (origin, *origin.parents):
        if (folder / "assignment.toml").is_file() and folder.parent.name == "assignments":
            return find(folder.name, folder)
    # Fetched for a notebook. Not by name: a submission that holds an assignment.toml is none.
    if (origin / "assignment.toml").is_file():
        return Assignment.load(origin, None)
    names = sorted(set(known_names(origin)))
    if len(names) > 1:
        raise UsageError(
            say("Which assignment is meant? There are: {names}.", names=", ".join(names))
        )
    return find(names[0] if names else "assignment", origin)


def known_names(start: Path) -> list[str]:
    """Names of the assignments in reach of a folder."""
    files = (
        file
        for root in (start, *start.parents)
        for file in sorted((root / "assignments").glob("*/assignment.toml"))
    )
    return [file.parent.name for file in files]


def _not_found(name: str, origin: Path) -> Text:
    names = known_names(origin)
    if not names:
        return say(
            "There is no assignment {name} here: neither {folder} nor a folder above it holds "
            "assignments/{name}/assignment.toml. Go to the course's folder and try again.",
            name=name,
            folder=origin,
        )
    near = difflib.get_close_matches(name, names, 1)
    return say(
        "There is no assignment {name}. {suggestion}",
        name=name,
        suggestion=say("Did you mean {near}?", near=near[0])
        if near
        else say("There are: {names}.", names=", ".join(names)),
    )
