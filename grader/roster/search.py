"""Looking through folders and archives for what each student handed in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.errors import SubmissionError
from grader.roster.attempts import Version, attempts
from grader.roster.containers import Top, open_container
from grader.roster.found import Found, Left, Part
from grader.roster.identity import Identities
from grader.roster.labels import Label, label
from grader.roster.students import same
from grader.stage import shown
from grader.stage.archive import is_archive_name, without_suffix
from grader.stage.names import listed
from grader.text import Text, say


class Search:
    """Fills `found`, `unknown` and `refused`; each thing comes into one of them, once."""

    def __init__(self, identities: Identities, *, has_roster: bool) -> None:
        self._identities = identities
        self._has_roster = has_roster
        self.found: dict[str, list[Found]] = defaultdict(list)  # by student, oldest first
        self.unknown: list[Left] = []
        self.refused: list[Left] = []

    def look(self, paths: Iterable[Path]) -> None:
        """Look through each of `paths` once."""
        loose: dict[Path, list[Top]] = defaultdict(list)
        for path in {path.absolute(): path for path in paths}.values():
            if path.is_file() and not is_archive_name(path.name):
                loose[path.absolute().parent].append(Top(path.name, is_folder=False))
                continue
            try:
                self._look(path)
            except SubmissionError as error:
                self.refused.append(Left(path, None, error.message))
        for folder, tops in loose.items():
            self._sort(folder, "", tops)
        self._refuse_twins()

    def _look(self, path: Path) -> None:
        own = label(path.absolute().name, is_folder=path.is_dir())
        is_named = self._identities.is_named(own)
        if is_named and self._has_roster:
            self._take(path, own)
            return
        wrapper, tops = self._tops(path)
        if self._are_many(path, tops, is_named=is_named):
            self._sort(path, wrapper, tops)
        elif self._has_roster:
            self.unknown.append(Left(path, None, _nobody_in(tops)))
        else:
            self._take(path, own)

    def _are_many(self, path: Path, tops: Sequence[Top], *, is_named: bool) -> bool:
        """Things of several students, and not the files of one.

        Without a roster any folder's name may be a student's; numbers tell most.
        """
        whole = [top for top in tops if not self._label(top).is_loose]
        if any(map(self._is_named, whole if is_named else tops)):
            return True
        return bool(whole) and path.is_dir() and not is_named and not self._has_roster

    def _tops(self, path: Path) -> tuple[str, Sequence[Top]]:
        """What lies at the top, or in the only folder there where that names students."""
        tops = open_container(path).tops()
        if len(tops) == 1 and tops[0].is_folder and not self._is_named(tops[0]):
            inside = open_container(path, tops[0].name).tops()
            if any(map(self._is_named, inside)):
                return tops[0].name, inside
        return "", tops

    def _take(self, path: Path, own: Label) -> None:
        """The whole of `path` as one submission."""
        who = self._who(own)
        if isinstance(who, Text):
            self.refused.append(Left(path, None, who))
        elif who:
            self.found[who].append(Found(who, path))

    def _sort(self, path: Path, wrapper: str, tops: Sequence[Top]) -> None:
        """What lies in `path`, by students."""
        groups: dict[tuple[str, str], list[Version]] = defaultdict(list)
        for top in tops:
            own = self._label(top)
            who = top.refusal or self._who(own)
            if isinstance(who, Text):
                self.refused.append(Left(path, top.name, who))
            elif not who:
                self.unknown.append(Left(path, top.name, self._nobody()))
            else:
                groups[who, own.key].append(Version(Part(top.name, own.file), own.version))
        for (who, key), versions in sorted(groups.items(), key=lambda group: _natural(*group[0])):
            for parts in attempts(versions):
                member = key if len(parts) > 1 and key else ", ".join(part.top for part in parts)
                found = Found(who, path, member, parts=parts, wrapper=wrapper)
                self.found[who].append(found)

    def _who(self, own: Label) -> str | Text:
        """The student's id; empty for nobody, a reason where it cannot be told."""
        meant = self._identities.of(own)
        if len(meant) > 1:
            return say("It may be of more than one student: {got}.", got=listed(meant))
        if meant and shown(meant[0]) != meant[0]:
            return say("Its name has signs that cannot be seen. Rename it, or give a roster.")
        return meant[0] if meant else ""

    def _refuse_twins(self) -> None:
        """Ids that are one to some systems; neither must overwrite the other."""
        spellings: dict[str, list[str]] = defaultdict(list)
        for who in self.found:
            spellings[same(who)].append(who)
        for twins in spellings.values():
            if len(twins) > 1:
                reason = say(
                    "Names that differ in capital and small letters only: {got}."
                    " Rename one, or give a roster.",
                    got=listed(twins),
                )
                gone = [found for who in twins for found in self.found.pop(who)]
                self.refused += [Left(found.path, found.member, reason) for found in gone]

    def _label(self, top: Top) -> Label:
        return label(top.name, is_folder=top.is_folder)

    def _is_named(self, top: Top) -> bool:
        return self._identities.is_named(self._label(top))

    def _nobody(self) -> Text:
        if self._has_roster:
            return say("No student of the roster is named there.")
        return say("No student id is named there.")


def _nobody_in(tops: Sequence[Top]) -> Text:
    return say(
        "Neither its name nor what is in it names a student of the roster ({got}).",
        got=listed([top.name for top in tops]) or "-",
    )


def _natural(who: str, key: str) -> tuple[str, list[tuple[int, str]]]:
    """As people count: a bare name, then (1), (2), ... (10)."""
    pieces = re.findall(r"\d+|\D+", without_suffix(key))
    return who, [(int(piece), "") if piece.isdecimal() else (-1, piece) for piece in pieces]
