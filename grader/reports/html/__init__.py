"""What a student gets as one self-contained page; made from records and nothing else."""

from grader.reports.html.document import render
from grader.reports.html.writing import write_page, write_refusal

__all__ = ["render", "write_page", "write_refusal"]
