"""The front day by day: a picture for each day on which something changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geomap.control.baseline import Baseline
from geomap.control.evidence import evidence
from geomap.control.front import Front, front_of
from geomap.control.positions import positions
from geomap.control.settlements import baseline_sides, settlements
from geomap.control.sides import Control, by_place, controls
from geomap.models import Event
from geomap.places.gazetteer import Gazetteer

MOST_DAYS = 30
"""Pictures in a series; of more days with a change, so many are kept at even steps, the last always."""


class Picture(NamedTuple):
    """A day's settlements and front."""

    states: Sequence[Control]
    front: Front


def turning_days(events: Sequence[Event], baseline: Baseline | None, gazetteer: Gazetteer) -> list[date]:
    """Return the days on which reports or the baseline may have changed the front, at most ``MOST_DAYS``."""
    told = [e.day for e in evidence(events, gazetteer) if e.effect == "holds"]
    told += [p.day for p in positions(events, gazetteer)]
    drawn = [d.day for d in baseline.days] if baseline else []
    last = max([e.date_end for e in events if e.date_end], default=None)
    if last is None:
        return drawn[-1:]
    first = min([day for day in drawn if day <= last], default=None)
    days = {d for d in (*told, last) if first is None or d >= first}
    used = {d for d in drawn if d <= last} if baseline else set()
    return _thinned(sorted(days | set(sorted(used)[-MOST_DAYS:])))


def series(
    events: Sequence[Event], baseline: Baseline | None, gazetteer: Gazetteer, *, days: Sequence[date]
) -> list[Picture]:
    """Return a picture for each of ``days``; a day on which nothing changed repeats the one before."""
    told, spots = evidence(events, gazetteer), positions(events, gazetteer)
    known = settlements(gazetteer)
    pictures: list[Picture] = []
    seen: tuple[object, ...] = ()
    for on in days:
        day = baseline.at(on) if baseline else None
        here = by_place(told, on=on)
        first = baseline_sides(day, known, gazetteer, also=here) if day else {}
        states = controls(here, first, day.day if day else None, on=on)
        sides = tuple((c.place, c.side) for c in states if c.side != c.was)
        now = (day and day.day, sides, sum(s.day <= on for s in spots))
        if pictures and now == seen:
            pictures.append(Picture(states, pictures[-1].front._replace(on=on)))
        else:
            pictures.append(Picture(states, front_of(states, spots, baseline, gazetteer, on=on)))
        seen = now
    return pictures


def _thinned(days: Sequence[date]) -> list[date]:
    if len(days) <= MOST_DAYS:
        return list(days)
    step = (len(days) - 1) / (MOST_DAYS - 1)
    return [days[round(i * step)] for i in range(MOST_DAYS)]
