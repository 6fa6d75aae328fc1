"""Proving an assignment sound before anybody sees it."""
