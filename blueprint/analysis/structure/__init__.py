"""How the arrows of a blueprint hang together, whoever moves on them: forks and joins, decisions, what is for some personas alone."""
