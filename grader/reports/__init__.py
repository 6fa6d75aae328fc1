"""What people read in a terminal; made from records and nothing else."""

from grader.reports.console import make_console
from grader.reports.escaping import inert
from grader.reports.progress import progress_on
from grader.reports.report import print_report

__all__ = ["inert", "make_console", "print_report", "progress_on"]
