"""What a case is: the net that it moves on, the times of it, and the token game."""
