"""The picture as PNG and PDF, with fonts of the package."""
