"""Themes: tables of colours, and the style sheet made of them."""
