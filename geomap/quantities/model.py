"""What the quantity stage hands on: a number, what it counts, and what happened to what it counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Role = Literal["", "killed", "injured", "captured", "downed", "launched", "repelled"]
NounKind = Literal["person", "munition", "craft", "act", "measure", "thing"]
"""Munitions are launched and downed, craft (aircraft, helicopters) only downed, acts repelled."""


@dataclass(slots=True)
class Quantity:
    """A counted thing; ``first``/``stop`` is the half-open token range of qualifier, number and noun."""

    first: int
    stop: int
    sentence: int
    """Index into ``Document.sentences``."""
    value: int | None
    """The number as told ("at least 3" is 3, "none" is 0); None for ranges and "dozens"."""
    low: int | None
    """What it is at least: 3 for "at least 3", 24 for "dozens"; None where only a most is told."""
    high: int | None
    """What it is at most; equal to ``value`` for a plain number."""
    what: str
    """people, civilians, soldiers, children, drones, missiles, bombs, aircraft, attacks, km, none ..."""
    role: Role
    surface: str
    """The text as published."""
    kind: NounKind | Literal[""] = ""
    weapon: str = ""
    """Munition or craft as named in the text, without sides: "Shahed-136/131 drones"."""
    each: bool = False
    """Holds for each of the places it is told of: "по 12 — над X и Y"."""
    part: bool = False
    """Tells of some that another quantity already counts: "including two children"."""
