"""What can fail, how bad that is, and what stops with it."""
