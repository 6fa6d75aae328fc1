"""Essays read and graded by people: a page on this machine, decisions in the ledger."""
