"""A class at once: what is left to do, lanes on many cores or machines, into the ledger."""
