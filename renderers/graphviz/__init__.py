"""The picture for and by Graphviz."""
