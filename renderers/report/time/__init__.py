"""The report on times."""
