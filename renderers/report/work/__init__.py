"""The report on work."""
