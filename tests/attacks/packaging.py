"""Group P: archives and files that are not what they seem."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

CODE = b"def double(x):\n    return x + x\n"
BASICS = ("basics.py", CODE)
Members = list[tuple[str, bytes]]


@dataclass(frozen=True)
class Package:
    """One hostile archive. `says` is part of the refusal, of a file's refusal or of a note."""

    number: str
    claim: str
    build: Callable[[], bytes]
    says: str
    whole: bool = True  # the whole submission is refused, not only a file of it
    uncontrolled: str = ""


def zipped(members: Members) -> bytes:
    """A deflated zip archive."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tarred(*members: tuple[tarfile.TarInfo, bytes], honest: bool = True) -> bytes:
    """A tar archive that begins with an honest file."""
    buffer = io.BytesIO()
    first = [(tarfile.TarInfo("basics.py"), CODE)] if honest else []
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for info, data in [*first, *members]:
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def link(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tuple[tarfile.TarInfo, bytes]:
    """A link in a tar archive."""
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info, b""


def with_other_size() -> bytes:
    """The directory says that the file is shorter than it is."""
    data = bytearray(zipped([BASICS]))
    entry = data.rindex(b"PK\x01\x02")
    data[entry + 24 : entry + 28] = struct.pack("<I", 3)
    return bytes(data)


def with_other_name() -> bytes:
    """The directory has one name, the file itself another."""
    data = zipped([BASICS])
    return data.replace(b"basics.py", b"basicz.py", 1)


def twice() -> bytes:
    """One name for two files."""
    return zipped([BASICS, ("basicz.py", b"1/0")]).replace(b"basicz.py", b"basics.py")


def encrypted() -> bytes:
    """The flag of a password is set."""
    data = bytearray(zipped([BASICS]))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


def overlapping() -> bytes:
    """Many names in the directory for the bytes of one file."""
    data = zipped([("a.bin", bytes(1 << 20)), BASICS])
    start, end = data.index(b"PK\x01\x02"), data.index(b"PK\x05\x06")
    entry = data[start : data.index(b"PK\x01\x02", start + 4)]
    copies = b"".join(entry.replace(b"a.bin", b"%c.bin" % letter) for letter in b"bcdefghij")
    directory = data[start:end] + copies
    tail = struct.pack("<4s4H2IH", b"PK\x05\x06", 0, 0, 11, 11, len(directory), start, 0)
    return data[:start] + directory + tail


def setuid() -> bytes:
    """A file with every right there is, from the year 2100."""
    info = tarfile.TarInfo("basics.PY")
    info.mode, info.mtime, info.uid = 0o7777, 4102444800, 0
    return tarred((info, CODE))


PACKAGES: tuple[Package, ...] = (
    Package("P79", "A path that climbs out is refused",
            lambda: zipped([BASICS, ("../../up.py", CODE)]), "'..'"),
    Package("P79b", "An absolute path is refused",
            lambda: zipped([BASICS, ("/abs.py", CODE)]), "an absolute path"),
    Package("P79c", "A drive letter is refused", lambda: zipped([BASICS, ("C:/x.py", CODE)]),
            "a drive letter", uncontrolled="acts on Windows"),
    Package("P79d", "A backslash is refused", lambda: zipped([BASICS, ("..\\x.py", CODE)]),
            "a backslash", uncontrolled="acts on Windows"),
    Package("P79e", "In a tar as well", lambda: tarred((tarfile.TarInfo("../../up.py"), CODE)),
            "'..'"),
    Package("P80", "A link takes in nothing",
            lambda: tarred(link("basics.py", "/etc/hostname"), honest=False), "a link"),
    Package("P80b", "Nor does a hard link",
            lambda: tarred((tarfile.TarInfo("x"), CODE), link("basics.py", "x", tarfile.LNKTYPE),
                           honest=False), "a link"),
    Package("P80c", "A folder that is a link leads nowhere",
            lambda: tarred(link("way", "../.."), (tarfile.TarInfo("way/up.py"), CODE)), "way",
            whole=False),
    Package("P82", "A bomb is not unpacked", lambda: zipped([("basics.py", bytes(9 << 20))]),
            "grows too much"),
    Package("P82b", "Names that share bytes are refused", overlapping, "archive"),
    Package("P83", "Too many files are refused",
            lambda: zipped([BASICS, *((f"f{n}", b"") for n in range(10_001))]), "10"),
    Package("P83b", "Folders too deep are refused",
            lambda: zipped([BASICS, ("d/" * 900 + "x.py", CODE)]), "too deep",
            uncontrolled="depends on the file system"),
    Package("P83c", "Names too long are refused",
            lambda: zipped([BASICS, ("x" * 300 + ".py", CODE)]), "too long"),
    Package("P85", "Names that differ in case only are never merged",
            lambda: zipped([BASICS, ("BASICS.py", b"1")]), "more than once",
            uncontrolled="acts on Windows and macOS"),
    Package("P85b", "The same name twice is refused",
            twice, "more than once"),
    Package("P87d", "A name that lies is refused", with_other_name, "disagree"),
    Package("P87", "A size that lies is refused", with_other_size, "archive"),
    Package("P87b", "An archive with a password is refused", encrypted, "password"),
    Package("P87c", "Half an archive is refused", lambda: zipped([BASICS])[:-30], "archive"),
    Package("P89", "A compiled module beside the source is not loaded",
            lambda: zipped([BASICS, ("basics.cpython-311-x86_64-linux-gnu.so", b"\x7fELF")]), "",
            whole=False),
    Package("P89b", "A package of the same name is not loaded",
            lambda: zipped([BASICS, ("basics/__init__.py", b"1/0"), ("conftest.py", b"")]), "",
            whole=False),
    Package("P86", "Names that act on a terminal or a shell are shown escaped",
            lambda: zipped([BASICS, ("-rf", b""), ("a\x1b[2J\n.py", b""), ("\u202eyp.x", b"")]),
            "", whole=False),
    Package("P90", "A source in another encoding is refused by line and byte",
            lambda: zipped([("basics.py", b"x = '\xff\xfe'\n")]), "UTF-8", whole=False,
            uncontrolled="nothing is unpacked wrongly"),
    Package("P90b", "A cookie that hides code is refused",
            lambda: zipped([("basics.py", b"# coding: unicode_escape\n# \\n1/0\n" + CODE)]),
            "coding", whole=False, uncontrolled="nothing is unpacked wrongly"),
    Package("P90c", "A NUL in a source is refused",
            lambda: zipped([("basics.py", b"x = 1\0\n" + CODE)]), "NUL", whole=False,
            uncontrolled="nothing is unpacked wrongly"),
    Package("P90d", "Marks that reorder the text are pointed out",
            lambda: zipped([("basics.py", "# \u202e x\n".encode() + CODE)]), "", whole=False,
            uncontrolled="nothing is unpacked wrongly"),
    Package("P95", "Rights and dates from another century mean nothing", setuid, "more than once",
            uncontrolled="nothing is unpacked wrongly"),
)  # fmt: skip
