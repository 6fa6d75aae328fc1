"""Running student code where it can neither see nor bend anything that counts."""
