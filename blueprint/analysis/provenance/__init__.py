"""How the things of a service are known."""
