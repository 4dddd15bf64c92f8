"""Which side holds a place by the words before its name: namesakes lie on both sides of the line of contact.

"Russian forces shelled X" tells of a place that Ukraine holds, "Ukrainian positions near X" too.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.places.mentions.rules import Names

_OTHER = {"UA": "RU", "RU": "UA"}
_APART = 3  # tokens between a side and what it holds: "DPR's forces in", "Ukrainian military positions near"


def holder(norms: Sequence[str], first: int, stop: int, rules: Names) -> str:
    """Return ``UA`` or ``RU`` where the tokens ``first``-``stop`` before a name say who holds it, else "".

    The last side told to fire fires on the place; forces that stand right before the name stand in it.
    """
    side, told, held, attacked = "", first, "", False
    for at in range(first, stop):
        norm = norms[at]
        named = rules.sides.get(norm)
        if named:
            side, told = named, at
            held = _OTHER[side] if attacked and norms[at - 1] in rules.agents else held
        elif side and norm in rules.attacks:
            held, attacked = side if norms[at - 1] in rules.passives else _OTHER[side], True
    stand = side and norms[stop - 1] in rules.forces and stop - 1 - told <= _APART
    return side if stand and norms[told - 1] not in rules.agents else held
