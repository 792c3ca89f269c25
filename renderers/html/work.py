"""The sections on who does what, with what, for whom.

Comes in: the wording of a scene. Goes out: the functions that make them, each None where the file has no such thing. Deliberately absent:
their order (`parts`).
"""

from __future__ import annotations

from .handoffs import handoffs
from .items import items
from .modes import modes
from .personas import personas
from .roles import roles
from .systems import systems
from .table import Maker

MAKERS: tuple[Maker, ...] = (handoffs, roles, systems, items, modes, personas)
