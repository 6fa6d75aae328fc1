"""Assignments as nbgrader's notebooks, and our verdicts inside `nbgrader autograde`."""
