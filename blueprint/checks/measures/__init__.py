"""Rules about standards and metrics."""
