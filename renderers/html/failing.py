"""The sections on what fails, and the risks of the whole service.

Comes in: the wording of a scene. Goes out: the functions that make them, each None where the file has no such thing. Deliberately absent:
their order (`parts`).
"""

from __future__ import annotations

from .table import Maker

MAKERS: tuple[Maker, ...] = ()
