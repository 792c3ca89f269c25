"""The blueprint as plain-text tables."""
