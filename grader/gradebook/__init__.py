"""A class's verdicts in nbgrader's gradebook, and people's grades back from there."""
