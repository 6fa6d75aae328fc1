"""Every generator that code may draw from without making one of its own."""

from __future__ import annotations

import random
import sys

import numpy as np


def seed_everything(seed: int) -> None:
    """Let Python's, numpy's old and, where it is loaded, torch's generator begin at `seed`."""
    random.seed(seed)
    np.random.seed(seed % 2**32)  # noqa: NPY002 - student code may use the legacy generator
    if torch := sys.modules.get("torch"):
        torch.manual_seed(seed)
