"""Which side holds a place by the words before its name: namesakes lie on both sides of the line of contact.

"Russian forces shelled X" tells of a place that Ukraine holds, "Ukrainian positions near X" too.
"""

from __future__ import annotations

from collections.abc import Sequence

from geomap.places.mentions.rules import Names

_OTHER = {"UA": "RU", "RU": "UA"}
_APART = 3  # tokens between a side and what it holds: "DPR's forces in", "Ukrainian military positions near"
_BEHIND = 6  # tokens behind a name within which it is told to be taken: "was, as the army said, taken"


def holder(norms: Sequence[str], first: int, stop: int, rules: Names) -> str:
    """Return ``UA`` or ``RU`` where the tokens ``first``-``stop`` before a name say who holds it, else "".

    The last side told to fire fires on the place; forces that stand right before the name stand in it.
    """
    held, side, told = _acted_on(norms, first, stop, rules.attacks, rules)
    stand = side and norms[stop - 1] in rules.forces and stop - 1 - told <= _APART
    return side if stand and norms[told - 1] not in rules.agents else held


def loser(norms: Sequence[str], first: int, name: tuple[int, int], stop: int, rules: Names) -> str:
    """Return ``UA`` or ``RU`` where the sentence says who loses the place to the other side, else "".

    Parameters
    ----------
    norms
        Of the whole document.
    first, stop
        The sentence.
    name
        The name with the words that belong to it.
    rules
        Of the document's language.
    """
    lost, _, _ = _acted_on(norms, first, name[0], rules.takes, rules)
    return lost or _taken_from(norms, name[1], min(stop, name[1] + _BEHIND), rules)


def _acted_on(
    norms: Sequence[str], first: int, stop: int, verbs: frozenset[str], rules: Names
) -> tuple[str, str, int]:
    """Return the side that is acted on by the ``verbs``; and the side named last, and where.

    What a side repels acts on itself: "the army repelled attacks near".
    """
    side, told, held, acted, repelling = "", first, "", False, ""
    for at in range(first, stop):
        norm = norms[at]
        if norm in rules.relatives:
            side, held, acted, repelling = "", "", False, ""
        named = rules.sides.get(norm)
        if named:
            repelling = repelling if not acted else ""
            side, told = named, at
            held = _OTHER[side] if acted and norms[at - 1] in rules.agents else held
        elif side and norm in rules.repels and norms[at - 1] not in rules.passives:
            repelling, acted = side, False
        elif side and norm in verbs:
            held, acted = side if norms[at - 1] in rules.passives else _OTHER[side], True
            held = repelling or held
    return held, side, told


def _taken_from(norms: Sequence[str], first: int, stop: int, rules: Names) -> str:
    """Return the rival of the side that the words behind a name say has taken it: "was taken by Russia"."""
    verb = next((at for at in range(first, stop) if norms[at] in rules.takes), stop)
    for at in range(verb + 1, min(len(norms), verb + 1 + _APART)):
        side = rules.sides.get(norms[at])
        if side:
            told = not rules.agents or any(norm in rules.agents for norm in norms[verb + 1 : at])
            return _OTHER[side] if told else ""
    return ""
