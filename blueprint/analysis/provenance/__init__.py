"""Evidence: what is observed, assumed or proposed, and on which sources."""
