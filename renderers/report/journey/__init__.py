"""The report on the journey."""
