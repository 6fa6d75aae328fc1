"""All attacks that are submissions, in the order of the catalogue."""

from __future__ import annotations

from tests.attacks import escape, exhaustion, persistence, tamper, values
from tests.attacks.attack import Attack

ATTACKS: tuple[Attack, ...] = (
    *escape.ATTACKS,
    *tamper.ATTACKS,
    *values.ATTACKS,
    *exhaustion.ATTACKS,
    *persistence.ATTACKS,
)
CONTROLLED = tuple(attack for attack in ATTACKS if not attack.uncontrolled)
