"""Counts told together: parts of a whole, insertions, and lists that add up."""

from __future__ import annotations

from itertools import pairwise

from geomap.quantities.numbers import HYPHENS, Number
from geomap.quantities.roles import Counted, without_births
from geomap.quantities.rules import NounHit, NumberTable
from geomap.text.document import Document

PEOPLE = NounHit("people", "person", single=False, plural=True)
_GENERIC = frozenset(("people", "civilians", "casualties"))
_LONGEST_INSERTION = 5


def mark_parts(document: Document, counted: list[Counted], table: NumberTable) -> None:
    """Mark who is told again in an insertion: "including two children", "two people – a man and a boy –"."""
    for whole, item in pairwise(counted):
        if item.noun is None or item.noun.kind != "person" or item.number.whole:
            continue
        between = document.norms[whole.stop : item.number.first]
        if whole.inserted and whole.part and _is_sum(between, table):
            item.part = item.inserted = True
        elif not table.words.including.isdisjoint(between):
            item.part = item.inserted = len(between) <= _LONGEST_INSERTION
        elif item.number.implied and _is_people(whole) and len(between) == 1:
            item.part = item.inserted = between[0] in HYPHENS or between[0] == "("


def _is_people(item: Counted) -> bool:
    return item.noun is not None and item.noun.kind == "person" and not item.number.implied


def settle_wholes(counted: list[Counted]) -> None:
    """Of "28 of 31 drones" the whole was launched; "all nine missiles" were launched and downed alike."""
    for index, item in enumerate(counted):
        if not item.number.whole:
            continue
        part = counted[index - 1]
        if not part.role and item.role:
            part.role, part.cue = item.role, item.cue
        if part.number.missing and part.number.value is not None and item.number.value is not None:
            part.number.value = part.number.low = part.number.high = item.number.value - part.number.value
        item.role = "launched" if part.role == "downed" else ""
        item.part = part.role != "downed"


def settle_bare(counted: list[Counted]) -> None:
    """Let "72" of "of the 131 drones, 72 were shot down" count drones, and the 131 be launched."""
    whole: Counted | None = None
    for item in counted:
        if _is_air(item):
            whole = item
        elif whole is not None and item.noun is None and item.role in ("downed", "launched"):
            item.noun, item.weapon = whole.noun, whole.weapon
            fewer = (item.number.low or 0) <= (whole.number.value or 0)
            whole.role = "launched" if fewer and not whole.role and item.role == "downed" else whole.role


def _is_air(item: Counted) -> bool:
    return item.noun is not None and item.noun.kind in ("munition", "craft")


def settle_parts(counted: list[Counted]) -> None:
    """Count "two of them died" for itself where the whole met another fate."""
    for whole, item in pairwise(counted):
        if item.part and item.role and whole.role and item.role != whole.role:
            item.part = False


def added_up(document: Document, counted: list[Counted], table: NumberTable) -> list[Counted]:
    """Mark parts ("including two children") and add up lists of persons ("a woman and her two children")."""
    kept: list[Counted] = []
    for item in counted:
        last = kept[-1] if kept else None
        if last is None or item.inserted or not _same_fate(last, item):
            kept.append(item)
            continue
        between = without_births(document.norms[last.stop : item.number.first], table.words.born)
        if _is_part(between, last, table):
            item.part = True
            kept.append(item)
        elif _is_sum(between, table):
            kept[-1] = _sum(last, item)
        else:
            kept.append(item)
    return kept


def _same_fate(one: Counted, other: Counted) -> bool:
    if one.noun is None or other.noun is None:
        return False
    if one.noun.kind == "craft" and one.noun.what == other.noun.what:
        return one.role == other.role == "downed" and other.number.implied
    if one.noun.kind != "person" or other.noun.kind != "person":
        return False
    return one.role == other.role or not other.role


def _is_part(between: list[str], last: Counted, table: NumberTable) -> bool:
    words = table.words
    generic = last.noun is not None and last.noun.what in _GENERIC and not last.number.implied
    opened = between[:1] != [] and (between[0] in (",", ":", "(") or between[0] in HYPHENS)
    return generic and opened and all(word in words.linked or not word[:1].isalnum() for word in between)


def _is_sum(between: list[str], table: NumberTable) -> bool:
    words = table.words
    joined = any(word in words.and_words or word == "," for word in between)
    return joined and all(word in words.and_words or word in words.linked or word == "," for word in between)


def _sum(one: Counted, other: Counted) -> Counted:
    a, b = one.number, other.number
    number = Number(
        a.first, a.at, a.stop, _plus(a.value, b.value), _plus(a.low, b.low), _plus(a.high, b.high)
    )
    alike = one.noun is not None and other.noun is not None and one.noun.what == other.noun.what
    same = one.noun if alike else PEOPLE
    return Counted(number, same, other.stop, one.role, one.cue, part=one.part)


def _plus(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other
