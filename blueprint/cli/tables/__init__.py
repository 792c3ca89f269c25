"""Registers in the formats of other programs: one module each, a function from Registers and a language to bytes."""
