"""`python -m blueprint` is the command `blueprint`."""

from .cli import main

main()
