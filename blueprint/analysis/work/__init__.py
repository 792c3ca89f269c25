"""Who does the work, with which items, and how it is handed on."""
