"""The report on what is open, and every action."""
