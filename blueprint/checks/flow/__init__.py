"""Rules about flow."""
