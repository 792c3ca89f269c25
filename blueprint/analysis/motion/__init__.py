"""How a service runs: times, ways, waits, forks."""
