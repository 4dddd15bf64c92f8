"""Whether the numbers of two tellings agree: the same toll, another one, or the split of a sum."""

from __future__ import annotations

from geomap.events.acts import Act

NUMBERS = ("killed", "injured", "launched", "downed")
_CASUALTIES = ("killed", "injured")
_MANY = 10  # people
_HEADLINE = 2  # last sentence of a headline printed twice, and how far behind it the body begins
_ROUNDED = 0.1  # part of a number by which a headline may round it


def compared(a: Act, b: Act, numbers: tuple[str, ...]) -> list[bool]:
    """Tell of each of ``numbers`` that both tellings have whether they agree on it."""
    told = [(getattr(a, n), getattr(b, n)) for n in numbers]
    return [x == y for x, y in told if x is not None and y is not None]


def count_the_same(a: Act, b: Act) -> bool:
    """Tell whether two tellings of one type have a number in common, and none apart."""
    both = compared(a, b, NUMBERS)
    return a.type == b.type and bool(both) and all(both)


def is_headline_of(a: Act, b: Act) -> bool:
    """Tell whether one stands in the headline of what the other tells."""
    return min(a.sentence, b.sentence) <= _HEADLINE and 0 < abs(a.sentence - b.sentence) <= _HEADLINE


def is_rounded(x: int, y: int) -> bool:
    """Tell whether one of two numbers is the other, rounded: "over 700 killed", "705 killed"."""
    return abs(x - y) <= _ROUNDED * max(x, y) and (x % 10 == 0) != (y % 10 == 0)


def are_rounded(a: Act, b: Act) -> bool:
    """Tell whether a headline rounds the toll that the body tells."""
    told = [(getattr(a, n), getattr(b, n)) for n in _CASUALTIES]
    apart = [(x, y) for x, y in told if x is not None and y is not None and x != y]
    return bool(apart) and is_headline_of(a, b) and all(is_rounded(x, y) for x, y in apart)


def are_one_toll(a: Act, b: Act) -> bool:
    """Tell whether two tolls are one whoever is said to have suffered it: no small number comes twice."""
    agree = compared(a, b, _CASUALTIES)
    return bool(agree) and all(agree) and max(a.killed or 0, a.injured or 0) >= _MANY


def breaks_down(whole: Act, parts: Act) -> bool:
    """Tell whether ``parts`` splits the number of ``whole``: "650 suffered", "229 were killed, 421 hurt"."""
    told = [n for n in (whole.killed, whole.injured) if n is not None]
    if whole.type != "casualty_report" or len(told) != 1 or parts.killed is None or parts.injured is None:
        return False
    return told[0] == parts.killed + parts.injured


def losses_clash(a: Act, b: Act) -> bool:
    """Tell whether "434,000 casualties" and "700,000 killed" are two tolls; the sum of a toll is no other."""
    tolls = [{n for n in (x.killed, x.injured, x.losses) if n} for x in (a, b)]
    if (a.losses is None and b.losses is None) or not all(tolls) or not tolls[0].isdisjoint(tolls[1]):
        return False
    return a.losses != sum(tolls[1]) and b.losses != sum(tolls[0])


def other_dead(a: Act, b: Act) -> bool:
    """Tell whether two tolls name whose people they count, and not the same side's."""
    named = all(x.target in ("UA", "RU") and "target" not in x.inferred for x in (a, b))
    return named and a.target != b.target
