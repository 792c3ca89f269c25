"""The sections on who does what, with what, for whom.

Comes in: the wording of a scene. Goes out: the functions that make them, each None where the file has no such thing. Deliberately
absent: their order (`contents`).
"""

from __future__ import annotations

from ..journey.personas import personas
from ..wording import SectionMaker
from .automation import modes
from .handoffs import handoffs
from .items import items
from .roles import roles
from .systems import systems

MAKERS: tuple[SectionMaker, ...] = (handoffs, roles, systems, items, modes, personas)
