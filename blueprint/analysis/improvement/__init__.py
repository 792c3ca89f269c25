"""Metrics, goals, pains, ideas, plans and feedback loops."""
