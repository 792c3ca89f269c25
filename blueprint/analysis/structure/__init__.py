"""How the arrows of a blueprint are connected: forks and joins, decisions, what is for some personas alone."""
