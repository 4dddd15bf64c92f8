"""The state of each settlement at a date, from its evidence and the baseline.

A settlement's balance goes from -1 (Ukraine) to +1 (Russia). It starts at the baseline; each telling event
moves it a part of the way to a side; fighting inside pulls it to the middle and hints lean it, both fading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from geomap.control.baseline import Baseline
from geomap.control.evidence import RU, UA, Evidence, evidence
from geomap.control.rules import Held, Limits, weights
from geomap.control.settlements import Settlements, baseline_sides, settlements
from geomap.models import Event
from geomap.places.gazetteer import Gazetteer

_ENDS: dict[Held, int] = {"RU": RU, "UA": UA, "contested": 0}
_FADING_DAYS = (7, 14, 21, 28, 42, 63)
"""Days after a report on which fading may have changed the state: where ``since`` is looked for."""


class Control(NamedTuple):
    """Who holds a settlement at a date, and why."""

    place: int
    """Index in the gazetteer."""
    side: Held
    since: date | None
    since_basis: str
    """``reports``, or ``baseline``: held so at the latest since then."""
    balance: float
    """-1 Ukraine … +1 Russia."""
    deciding: tuple[str, ...]
    """Ids of the events that made it so."""
    contradicting: tuple[str, ...]
    """Ids of the events that speak against it."""
    was: Held
    """What the baseline alone says."""


class State(NamedTuple):
    """What the balance comes to on a day."""

    side: Held
    balance: float


def control(
    events: Iterable[Event], baseline: Baseline | None, gazetteer: Gazetteer, *, on: date
) -> list[Control]:
    """Return the state of each settlement of the theatre on the day ``on``, in the gazetteer's order.

    Those without any evidence and outside the baseline's theatre are ``unknown`` and left out.
    """
    known = settlements(gazetteer)
    told = by_place(evidence(events, gazetteer), on=on)
    first = _first_sides(baseline, gazetteer, known, on, also=told)
    day = baseline.at(on) if baseline else None
    return controls(told, first, day.day if day else None, on=on)


def controls(
    told: Mapping[int, Sequence[Evidence]], first: Mapping[int, Held], start: date | None, *, on: date
) -> list[Control]:
    """Return the states of all places in ``told`` (evidence until ``on``) and ``first`` (the baseline)."""
    quiet = [
        Control(place, side, start, "baseline", _balance(side), (), (), side)
        for place, side in first.items()
        if place not in told
    ]
    spoken = [_decide(place, rows, first.get(place, "unknown"), start, on) for place, rows in told.items()]
    return sorted([*quiet, *spoken], key=lambda c: c.place)


def by_place(rows: Iterable[Evidence], *, on: date) -> dict[int, list[Evidence]]:
    """Group the evidence of days until ``on`` by place."""
    grouped: dict[int, list[Evidence]] = defaultdict(list)
    for row in rows:
        if row.day <= on:
            grouped[row.place].append(row)
    return dict(grouped)


def state(rows: Sequence[Evidence], first: Held, start: date | None, on: date) -> State:
    """Return what ``rows`` (by day) and the baseline's ``first`` side come to on the day ``on``."""
    limits = weights().limits
    later = [r for r in rows if r.day <= on and (start is None or r.day > start)]
    held = _hold(later, first, on, limits)
    fight, lean = _fights(later, on), _lean(later, on, limits)
    balance = held * (1 - limits.fight * fight) + lean
    told = first == "contested" or any(r.effect == "holds" for r in later)
    return State(_side_of(balance, held, fight, told=told, limits=limits), round(balance, 3))


def _decide(place: int, rows: Sequence[Evidence], first: Held, start: date | None, on: date) -> Control:
    now = state(rows, first, start, on)
    since, basis = _since(rows, first, start, on, now.side)
    toward = _ENDS.get(now.side, 0)
    later = [r for r in rows if start is None or r.day > start]
    deciding = [r.event_id for r in later if _agrees(r, now.side) and r.effect != "leans"]
    recent = on - timedelta(days=weights().limits.contradicts_days)
    against = [r.event_id for r in later if toward and r.toward != toward and r.day >= recent]
    return Control(place, now.side, since, basis, now.balance, tuple(deciding), tuple(against), first)


def _agrees(row: Evidence, side: Held) -> bool:
    return side == "contested" or row.toward == _ENDS.get(side)


def _since(
    rows: Sequence[Evidence], first: Held, start: date | None, on: date, side: Held
) -> tuple[date | None, str]:
    """Return the first day of the run of days, up to ``on``, on which the state is ``side``."""
    since: date | None = None
    for day in reversed(_turning_days(rows, on)):
        if start is not None and day <= start:
            break
        if state(rows, first, start, day).side != side:
            return since, "reports"
        since = day
    if first == side:
        return start, "baseline"
    return since, "reports"


def _turning_days(rows: Sequence[Evidence], on: date) -> list[date]:
    after = (0, *_FADING_DAYS, weights().limits.stands_days)
    days = {row.day + timedelta(days=d) for row in rows for d in after}
    return sorted({d for d in days if d <= on} | {on})


def _hold(rows: Sequence[Evidence], first: Held, on: date, limits: Limits) -> float:
    """Return the balance that what is told outright comes to; the later report counts more."""
    balance = _balance(first)
    telling = [r for r in rows if r.effect == "holds"]
    for position, row in enumerate(telling):
        stands = _stands(row, telling[position + 1 :], on, limits)
        moved = balance + _gain(row, stands=stands) * (row.toward - balance)
        balance = moved if stands or not row.is_claim else _capped(balance, moved, row.toward, limits)
    if not telling:
        return balance
    return balance * _left((on - telling[-1].day).days, limits.holds_half_life)


def _stands(row: Evidence, later: Sequence[Evidence], on: date, limits: Limits) -> bool:
    """Tell whether a claim is old enough, and nothing told outright since speaks against it."""
    old = (on - row.day).days >= limits.stands_days
    return old and not any(r.toward != row.toward for r in later)


def _gain(row: Evidence, *, stands: bool) -> float:
    table = weights().speaker
    if row.is_claim and stands and row.gain > table["disputed"]:
        return min(weights().limits.baseline, row.gain / table["claimed"])
    return row.gain


def _capped(before: float, after: float, toward: int, limits: Limits) -> float:
    """Keep what a party claims for itself from moving the balance to its own side."""
    limit = max(limits.claim, before * toward)
    return toward * min(limit, after * toward) if toward else after


def _left(days: int, half_life: float) -> float:
    """Return the share that is left of a report's weight after some days."""
    return float(0.5 ** (days / half_life))


def _fights(rows: Sequence[Evidence], on: date) -> float:
    calm = 1.0
    for row in rows:
        if row.effect == "fights":
            calm *= 1 - row.gain * _left((on - row.day).days, row.half_life)
    return 1 - calm


def _lean(rows: Sequence[Evidence], on: date, limits: Limits) -> float:
    leaning = (r for r in rows if r.effect == "leans")
    total = sum(r.toward * r.gain * _left((on - r.day).days, r.half_life) for r in leaning)
    return max(-limits.lean, min(limits.lean, total))


def _side_of(balance: float, held: float, fight: float, *, told: bool, limits: Limits) -> Held:
    """Return the side of a balance; ``told``: told outright, or contested in the baseline."""
    if abs(balance) >= limits.side and abs(held) > limits.forgotten:
        return "RU" if balance > 0 else "UA"
    if fight > limits.forgotten or (told and abs(held) < limits.side):
        return "contested"
    return "unknown" if abs(held) <= limits.forgotten else ("RU" if held > 0 else "UA")


def _balance(side: Held) -> float:
    return _ENDS.get(side, 0) * weights().limits.baseline


def _first_sides(
    baseline: Baseline | None,
    gazetteer: Gazetteer,
    known: Settlements,
    on: date,
    also: Collection[int] = (),
) -> Mapping[int, Held]:
    day = baseline.at(on) if baseline else None
    return baseline_sides(day, known, gazetteer, also=also) if day else {}
