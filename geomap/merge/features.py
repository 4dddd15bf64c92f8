"""The features that tell whether two reports are of one act: pure, symmetric, each between -1 and 1."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from geomap.geo import distance_km
from geomap.merge.table import table
from geomap.merge.told import means, models, numbers, words_of
from geomap.models import Report

AGAINST, DOUBTFUL, NEUTRAL, FOR = -1.0, -0.5, 0.0, 1.0
REAL = frozenset({"occurred", "ongoing", "historical"})
"""Modalities of what took place."""
REPRINT_SHARE = 0.8
"""Two sentences that share this part of their words are one text, printed twice."""
COUNTS = ("killed", "injured", "launched", "downed")
TOLL = "casualty_report"
UNSTATED_MEANS = frozenset({"strike", "explosion"})

_DAY = timedelta(days=1)
_FEW_DAYS = timedelta(days=3)  # a weekend told without its days
_SPOTS = frozenset({"settlement", "site"})
VAGUE = frozenset({"near", "linear"})


def same_words(a: str, b: str) -> float:
    """Return the share of words, 0 to 1, that two sentences have in common (Jaccard)."""
    left, right = words_of(a), words_of(b)
    return len(left & right) / len(left | right) if left | right else 0.0


def distance_m(a: Report, b: Report) -> float:
    """Return the great-circle distance in metres of two reports that both have a point."""
    return 1000 * distance_km((a.lat or 0.0, a.lon or 0.0), (b.lat or 0.0, b.lon or 0.0))


def _type(a: Report, b: Report) -> float:
    if (a.modality in REAL) != (b.modality in REAL) and not _is_contradiction(a, b):
        return AGAINST
    if TOLL in (a.type, b.type) and a.type != b.type:
        return 0.5 if _is_toll_of_fire(a, b) else AGAINST
    return _kinship(a, b)


def _kinship(a: Report, b: Report) -> float:
    if a.type == b.type:
        return FOR
    if a.family == b.family == "fires" and UNSTATED_MEANS & {a.type, b.type}:
        return 0.5
    return 0.5 if {a.type, b.type} <= {"ground_assault", "clash", "advance"} else AGAINST


def _is_contradiction(a: Report, b: Report) -> bool:
    """Tell whether one report denies what the other tells of the same spot."""
    if {a.modality, b.modality} - REAL != {"negated"} or not _same_spot(a, b):
        return False
    return _both_are(table().acts.lasting, a, b) or "denied" in (a.status, b.status)


def _is_toll_of_fire(a: Report, b: Report) -> bool:
    """Tell whether one tells only the victims of the fire that the other tells: same spot, same numbers."""
    if "fires" not in (a.family, b.family) or not _same_spot(a, b):
        return False
    return _counts(a, b) == FOR and not _are_disjoint(means(a), means(b))


def _both_are(types: frozenset[str], a: Report, b: Report) -> bool:
    return a.type in types and b.type in types


def _same_spot(a: Report, b: Report) -> bool:
    at_one = a.place_id is not None and a.place_id == b.place_id and a.relation == b.relation == "at"
    return at_one and {a.where, b.where} <= _SPOTS


def _place(a: Report, b: Report) -> float:
    if (a.lat is None) != (b.lat is None):
        return AGAINST
    if a.place_id is not None and a.place_id == b.place_id:
        # "5 km west of X" and "X" are neighbours; "towards X" is another act than "in X"
        return FOR if a.relation == b.relation else 0.3
    if a.lat is None or a.lon is None:
        return FOR if a.where == b.where == "none" and _same_without_place(a, b) else AGAINST
    near = max(a.radius_m or 0.0, b.radius_m or 0.0, 1000.0)
    return 0.3 if {a.where, b.where} & VAGUE and distance_m(a, b) <= near else AGAINST


def _same_without_place(a: Report, b: Report) -> bool:
    """Tell whether two acts without a place are one by their numbers; a mutual one needs no number."""
    if _counts(a, b) == FOR:
        return True
    left, right = numbers(a), numbers(b)
    if _both_are(table().acts.mutual, a, b):
        return not left or not right or not left.isdisjoint(right)
    return _counts(a, b) == NEUTRAL and any(number > 1 for number in left & right)


def _time(a: Report, b: Report) -> float:
    if a.date_start is None or b.date_start is None or a.date_end is None or b.date_end is None:
        return _undated(a, b)
    gap = max(a.date_start - b.date_end, b.date_start - a.date_end)
    lasting = _both_are(table().acts.lasting, a, b) and _same_spot(a, b)
    if gap <= timedelta():
        return _overlap(a, b, lasting=lasting)
    if lasting and gap.days <= table().acts.lasting_days:
        return NEUTRAL
    vague = "published" in (a.date_basis, b.date_basis)
    return NEUTRAL if vague and gap <= _DAY else AGAINST


def _overlap(a: Report, b: Report, *, lasting: bool) -> float:
    """Return what it is worth that days overlap: what is told of a month is not what happened on one day."""
    if (a.date_start, a.date_end) == (b.date_start, b.date_end):
        return FOR
    shorter, longer = sorted((_length(a), _length(b)))
    if longer <= _FEW_DAYS:
        return AGAINST if _are_successive_nights(a, b) else FOR
    return NEUTRAL if lasting or shorter > _FEW_DAYS else AGAINST


def _length(report: Report) -> timedelta:
    if report.date_start is None or report.date_end is None:
        return timedelta()
    return report.date_end - report.date_start


def _undated(a: Report, b: Report) -> float:
    """Return what two reports are worth of which one tells no day: a town is shelled often, taken once."""
    if a.where == "none":
        return AGAINST
    return NEUTRAL if _both_are(table().acts.lasting, a, b) and _same_spot(a, b) else DOUBTFUL


def _are_successive_nights(a: Report, b: Report) -> bool:
    """Tell a night from the next: both last from one day to the other and share one."""
    spans = [(r.date_start, r.date_end) for r in (a, b)]
    return all(first and last and last - first == _DAY for first, last in spans) and spans[0] != spans[1]


def _sides(a: Report, b: Report) -> float:
    if "unknown" in (a.initiator, b.initiator) or _both_are(table().acts.mutual, a, b):
        return NEUTRAL
    return FOR if a.initiator == b.initiator else AGAINST


def _means(a: Report, b: Report) -> float:
    acts = table().acts
    if not {a.type, b.type} & (acts.by_means | acts.by_model):
        return NEUTRAL
    told = models if _both_are(acts.by_model, a, b) else means
    left, right = told(a), told(b)
    if not left or not right:
        return NEUTRAL
    return AGAINST if _are_disjoint(left, right) else FOR


def _are_disjoint(left: frozenset[str], right: frozenset[str]) -> bool:
    return bool(left) and bool(right) and left.isdisjoint(right)


def _counts(a: Report, b: Report) -> float:
    told = [(getattr(a, name), getattr(b, name)) for name in COUNTS]
    both = [(x, y) for x, y in told if x is not None and y is not None]
    if not both:
        return NEUTRAL
    return min(FOR if x == y else (NEUTRAL if min(x, y) * 2 >= max(x, y) else AGAINST) for x, y in both)


def _total(a: Report, b: Report) -> float:
    both = a.where not in _SPOTS | VAGUE and b.where not in _SPOTS | VAGUE
    return AGAINST if both and _counts(a, b) == AGAINST else NEUTRAL


def _words(a: Report, b: Report) -> float:
    return same_words(a.quote, b.quote) if a.lang == b.lang else NEUTRAL


FEATURES: dict[str, Callable[[Report, Report], float]] = {
    "type": _type,
    "place": _place,
    "time": _time,
    "sides": _sides,
    "means": _means,
    "counts": _counts,
    "total": _total,
    "words": _words,
}
"""The features by the name of their row in the table, cheap and deciding ones first."""
