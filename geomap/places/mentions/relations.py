"""What stands to the left of a name: kind words, the preposition of place, "5 km west of"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from geomap.places.mentions.rules import KindWord, Names

_MAX_MODIFIERS = 6
_OPENING = frozenset("\"'“«„‘(")


class Left(NamedTuple):
    """The reading of a name's left context; ``first`` is the first token of the whole phrase."""

    first: int
    word: KindWord
    relation: str
    preposition: str
    distance_km: float | None


def read_left(norms: Sequence[str], at: int, start: int, rules: Names) -> Left:
    """Read backwards from token ``at`` (a name's first), not beyond token ``start``."""
    word, first = KindWord(), at
    position = skip_modifiers(norms, at, start, rules)
    before = rules.kinds_before.before(norms, position, start)
    if before is None and position != at:
        before = rules.kinds_before.before(norms, at, start)
    if before is not None:
        first, word = before
        position = skip_modifiers(norms, first, start, rules)
    relation = rules.relations.before(norms, position, start)
    if relation is None:
        return Left(first, word, "", "", None)
    first, (name, preposition) = relation
    distance, first = read_distance(norms, first, start, rules)
    return Left(first, word, name, preposition, distance)


def name_start(norms: Sequence[str], at: int, start: int, rules: Names) -> int:
    """Return the token after the preposition: where the noun phrase around the name at ``at`` begins."""
    position = skip_modifiers(norms, at, start, rules)
    before = rules.kinds_before.before(norms, position, start)
    return skip_modifiers(norms, before[0], start, rules) if before is not None else position


def part_of_country(norms: Sequence[str], at: int, start: int, rules: Names) -> tuple[int, str]:
    """Read "eastern [Ukraine]", "the south of [Ukraine]": first token and part, else ``(at, "")``."""
    first = at - 1
    if first > start and norms[first] == "of":
        first -= 2 if norms[first - 1] in rules.parts else 1
    part = rules.directions.get(norms[first], "") if first >= start else ""
    return (first, part) if part else (at, "")


def skip_modifiers(norms: Sequence[str], at: int, start: int, rules: Names) -> int:
    """Return the first of the modifiers, determiners and opening quotes that stand right before ``at``."""
    position = at
    while position > start and at - position <= _MAX_MODIFIERS:
        word = norms[position - 1]
        known = word in rules.determiners or word in rules.modifiers or word in _OPENING
        if word in rules.participles and position - 1 > start:
            ahead = norms[position - 2]
            known = ahead == "-" or ahead in rules.determiners or ahead in rules.relations.lasts
        if not (known or word == "-" or (len(word) > 4 and word.endswith(rules.modifier_endings))):
            break
        position -= 1
    return position


def read_distance(norms: Sequence[str], at: int, start: int, rules: Names) -> tuple[float | None, int]:
    """Read "5 km", "10-15 km", "3 miles (5 km)" that ends before ``at``: kilometres and its first token."""
    position = at
    while position > start and (norms[position - 1] in rules.distance_links):
        position -= 1
    if position > start and norms[position - 1] == ")" and "(" in norms[max(start, position - 6) : position]:
        position = max(i for i in range(start, position) if norms[i] == "(")
    if position - 2 < start or norms[position - 1] not in rules.units:
        return None, at
    unit, value = rules.units[norms[position - 1]], _number(norms[position - 2])
    if value is None:
        return None, at
    first = position - 2
    low = _number(norms[first - 2]) if first - 2 >= start and norms[first - 1] in rules.range_links else None
    if low is not None and low < value:
        return round((low + value) / 2 * unit, 1), first - 2
    return round(value * unit, 1), first


def _number(word: str) -> float | None:
    if not word[0].isdigit():
        return None
    try:
        return float(word.replace(",", "."))
    except ValueError:
        return None
