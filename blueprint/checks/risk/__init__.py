"""Rules about fail points and risk."""
