"""Every target by its name."""

from __future__ import annotations

from tests.fuzz.frames_target import target as frames
from tests.fuzz.reader_targets import READERS
from tests.fuzz.writer_targets import WRITERS

TARGETS = {"frames": frames(), **READERS, **WRITERS}
