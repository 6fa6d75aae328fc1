"""Every verdict and every person's mark, kept for good; knows records, nothing of grading."""

from grader.ledger.entry import Entry, KeptExtension, Key, Mark, Status
from grader.ledger.essays import KeptAnswer
from grader.ledger.ledger import Ledger
from grader.ledger.spool import Spool

__all__ = ["Entry", "KeptAnswer", "KeptExtension", "Key", "Ledger", "Mark", "Spool", "Status"]
