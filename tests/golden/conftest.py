"""What students hand in is graded, never collected: some of it is hostile."""

from __future__ import annotations

collect_ignore_glob = ["*/submission/*"]
