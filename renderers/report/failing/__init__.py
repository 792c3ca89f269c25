"""The report on what can fail."""
