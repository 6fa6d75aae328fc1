"""What a class did, for those who teach it; staff only, for it names students."""

from grader.reports.class_report.members import Ended, Member
from grader.reports.class_report.page import render, write_class_page
from grader.reports.class_report.statistics import class_report
from grader.reports.class_report.table import print_class

__all__ = ["Ended", "Member", "class_report", "print_class", "render", "write_class_page"]
