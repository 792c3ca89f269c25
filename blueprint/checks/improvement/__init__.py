"""Rules about the improvement loop."""
