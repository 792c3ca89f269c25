"""The report on what is to change."""
