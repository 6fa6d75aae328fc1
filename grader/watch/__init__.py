"""`grade assignment5 --watch`: at every save, what the change can affect is graded again."""

from grader.watch.session import Watched, watch

__all__ = ["Watched", "watch"]
