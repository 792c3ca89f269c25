"""The report on questions, sources and findings, and all about every action."""
