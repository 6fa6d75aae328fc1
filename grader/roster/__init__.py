"""Who is in the class, what each handed in, and when it was received."""

from grader.roster.discovery import Discovery, discover
from grader.roster.extensions import read_extensions
from grader.roster.found import Found, Left
from grader.roster.receipts import Receipts, read_receipts
from grader.roster.students import Student, Told, read_roster

__all__ = [
    "Discovery",
    "Found",
    "Left",
    "Receipts",
    "Student",
    "Told",
    "discover",
    "read_extensions",
    "read_receipts",
    "read_roster",
]
