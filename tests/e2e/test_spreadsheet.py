"""The class's table in a spreadsheet: no cell of it is a formula, whatever students are called.

LibreOffice is 300 MB, so these tests run where it is, and nowhere else: `make office` installs
it and runs them.
"""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from grader.exports.class_csv import class_csv
from grader.exports.standing import Standing
from tests.verdicts import graded

PROGRAM = shutil.which("soffice")
pytestmark = [
    pytest.mark.libreoffice,
    pytest.mark.skipif(PROGRAM is None, reason="no LibreOffice here; run: make office"),
]
TIME_LIMIT_S = 120.0  # a guard, not a measurement
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}p"
# Of its import: separators, ", UTF-8, from line 1, numbers are told, formulas are worked out.
_IMPORT = "CSV:{},34,76,1,,0,false,true,false,false,false,-1,true"

HOSTILE = (
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\xa0=1+1",
    "\uff1d1+1",
    "\uff0b1+1",
    "\uff0d1+1",
    "\uff20SUM(1)",
    "\ufeff=1+1",
    "a;=1+1",
    "a;\t+1+1",
    "a,=1+1",
    "a\t=1+1",
    "a\r\n=1+1",
    "a\v=1+1\x0c=1+1",
    'a";=1+1;"',
    '";=1+1',
    '"=1+1"',
    "'=1+1",
    "{=1+1}",
    '=HYPERLINK("http://x";"y")',
    "=cmd|'/C calc'!A0",
    '=DDE("soffice";"/etc/passwd";"A1")',
    "=1+1\u2028=2",
    "\x00=1+1",
    "\u200b=1+1",
)
CLASS = [
    Standing(text, graded(late_by_s=60.0, lateness_factor=0.5), 1, {}, text, text)
    for text in HOSTILE
]


def opened(files: dict[str, bytes], separators: str, folder: Path) -> dict[str, ET.Element]:
    """What the spreadsheet makes of each file when these letters part cells."""
    for name, data in files.items():
        (folder / f"{name}.csv").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    ordinals = "/".join(str(ord(letter)) for letter in separators)
    command = [PROGRAM, profile, "--headless", f"--infilter={_IMPORT.format(ordinals)}"]
    command += ["--convert-to", "fods", "--outdir", folder]
    command += [folder / f"{name}.csv" for name in files]
    subprocess.run(command, check=True, capture_output=True, timeout=TIME_LIMIT_S)
    return {
        name: ET.parse(folder / f"{name}.fods").getroot()  # noqa: S314 - the program's own
        for name in files
    }


def formulas(sheet: ET.Element) -> list[str]:
    """Those of all cells."""
    cells = (cell.get(f"{_TABLE}formula") for cell in sheet.iter(f"{_TABLE}table-cell"))
    return [formula for formula in cells if formula]


def first_cells(sheet: ET.Element) -> list[str]:
    """What stands in the first cell of each row that has text, without blanks."""
    rows = sheet.iter(f"{_TABLE}table-row")
    cells = (row.find(f"{_TABLE}table-cell") for row in rows)
    texts = [["".join(p.itertext()) for p in cell.iter(_TEXT)] for cell in cells if cell]
    return ["".join("\n".join(lines).split(" ")) for lines in texts if lines]


def naive(rows: list[Standing]) -> bytes:
    """A table without any care."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows([row.student.replace("\0", ""), row.name] for row in rows)
    return file.getvalue().encode()


@pytest.mark.parametrize("separators", [",", ";", ",;\t"])
def test_no_cell_is_a_formula(separators: str, tmp_path: Path) -> None:
    """O104: neither where commas part cells nor where semicolons do; raw text would act."""
    sheets = opened({"ours": class_csv(CLASS), "raw": naive(CLASS)}, separators, tmp_path)
    assert formulas(sheets["ours"]) == []
    assert formulas(sheets["raw"])


def test_every_student_has_a_row(tmp_path: Path) -> None:
    """O105: no name begins another one's row, and each cell holds what the file says."""
    written = class_csv(CLASS)
    sheet = opened({"ours": written}, ",", tmp_path)["ours"]
    rows = csv.reader(io.StringIO(written.decode("utf-8-sig"), newline=""))
    assert first_cells(sheet) == ["".join(row[0].split(" ")) for row in rows]


def test_a_formula_is_found_where_there_is_one(tmp_path: Path) -> None:
    """The tests above look at the right place."""
    sheet = opened({"raw": b"a,b\r\n=1+1,2\r\n"}, ",", tmp_path)["raw"]
    assert formulas(sheet) == ["of:=1+1"]
