"""How a service runs: paths, forks, times, waits, emotions."""
