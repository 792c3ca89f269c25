"""Rules about hand-offs and repeated work."""
