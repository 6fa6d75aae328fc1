"""A class to be graded while things break."""

from __future__ import annotations

from tests.unit.batch.conftest import client, school
from tests.unit.conftest import course

__all__ = ["client", "course", "school"]
