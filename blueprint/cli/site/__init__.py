"""A site of many reports."""
