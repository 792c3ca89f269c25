"""How a service runs: its ways, their times, shares and outcomes, and what is kept of its limits."""
