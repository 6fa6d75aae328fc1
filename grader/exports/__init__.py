"""Ledger entries in, files for other programs out; each format is a module of its own."""
