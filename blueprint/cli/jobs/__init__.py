"""What commands do whose work is more than a few lines: a module each, imported when the command runs, never for its help."""
