"""How alike two reports are: pure features, one weight table (``weights.toml``)."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Callable
from datetime import timedelta
from functools import cache
from typing import NamedTuple

from geomap.geo import distance_km
from geomap.models import Report
from geomap.resources import package_file

AGAINST, NEUTRAL, FOR = -1.0, 0.0, 1.0
REPRINT_SHARE = 0.8
"""Two sentences that share this part of their words are one text, printed twice."""

_UNSTATED_MEANS = frozenset({"strike", "explosion"})
_COUNTS = ("killed", "injured", "launched", "downed")
_DAY = timedelta(days=1)
_WORD = re.compile(r"\w+")
_REAL = frozenset({"occurred", "ongoing", "historical"})


class Comparison(NamedTuple):
    """Sum of the weighted features, and each feature's value with the values compared."""

    score: float
    values: dict[str, float]
    vetoed: str
    """Name of the feature that decides alone; empty where none does."""


class Weight(NamedTuple):
    """One row of the table."""

    weight: float
    veto: bool


@cache
def weights() -> tuple[float, dict[str, Weight]]:
    """Return the threshold and the table's rows by feature."""
    with package_file("merge", "weights.toml").open("rb") as file:
        table = tomllib.load(file)
    threshold = float(table.pop("threshold"))
    return threshold, {name: Weight(float(row["weight"]), bool(row["veto"])) for name, row in table.items()}


def compare(a: Report, b: Report) -> Comparison:
    """Compare two reports of different articles; the order of the two does not matter."""
    _, table = weights()
    values: dict[str, float] = {}
    for name, feature in FEATURES.items():
        values[name] = feature(a, b)
        if values[name] == AGAINST and table[name].veto:
            return Comparison(-math.inf, values, name)
    return Comparison(sum(table[name].weight * value for name, value in values.items()), values, "")


def same_words(a: str, b: str) -> float:
    """Return the share of words, 0 to 1, that two sentences have in common (Jaccard)."""
    left, right = set(_WORD.findall(a.lower())), set(_WORD.findall(b.lower()))
    return len(left & right) / len(left | right) if left | right else 0.0


def distance_m(a: Report, b: Report) -> float:
    """Return the great-circle distance in metres of two reports that both have a point."""
    return 1000 * distance_km((a.lat or 0.0, a.lon or 0.0), (b.lat or 0.0, b.lon or 0.0))


def _type(a: Report, b: Report) -> float:
    if (a.modality in _REAL) != (b.modality in _REAL):
        return AGAINST
    if a.type == b.type:
        return FOR
    if a.family == b.family == "fires" and _UNSTATED_MEANS & {a.type, b.type}:
        return 0.5
    return 0.5 if {a.type, b.type} <= {"ground_assault", "clash", "advance"} else AGAINST


def _place(a: Report, b: Report) -> float:
    if (a.lat is None) != (b.lat is None):
        return AGAINST
    if a.place_id is not None and a.place_id == b.place_id:
        # "5 km west of X" and "X" are neighbours; "towards X" is another act than "in X"
        return FOR if a.relation == b.relation else 0.3
    if a.lat is None or a.lon is None:
        # an act without a place is known by its numbers alone
        return FOR if a.where == b.where == "none" and _counts(a, b) == FOR else AGAINST
    near = max(a.radius_m or 0.0, b.radius_m or 0.0, 1000.0)
    return 0.3 if {a.where, b.where} & {"near", "linear"} and distance_m(a, b) <= near else AGAINST


def _time(a: Report, b: Report) -> float:
    if a.date_start is None or b.date_start is None or a.date_end is None or b.date_end is None:
        return NEUTRAL if a.where != "none" else AGAINST
    if a.date_start <= b.date_end and b.date_start <= a.date_end:
        return FOR
    gap = max(a.date_start - b.date_end, b.date_start - a.date_end)
    vague = "published" in (a.date_basis, b.date_basis)
    return NEUTRAL if vague and gap <= _DAY else AGAINST


def _sides(a: Report, b: Report) -> float:
    if "unknown" in (a.initiator, b.initiator):
        return NEUTRAL
    return FOR if a.initiator == b.initiator else AGAINST


def _counts(a: Report, b: Report) -> float:
    told = [(getattr(a, name), getattr(b, name)) for name in _COUNTS]
    both = [(x, y) for x, y in told if x is not None and y is not None]
    if not both:
        return NEUTRAL
    return min(FOR if x == y else (NEUTRAL if min(x, y) * 2 >= max(x, y) else AGAINST) for x, y in both)


def _words(a: Report, b: Report) -> float:
    if a.lang != b.lang:
        return NEUTRAL
    return same_words(a.quote, b.quote)


FEATURES: dict[str, Callable[[Report, Report], float]] = {
    "type": _type,
    "place": _place,
    "time": _time,
    "sides": _sides,
    "counts": _counts,
    "words": _words,
}
