"""What a service sets itself as the most that something may take, and what becomes of it on the ways."""
