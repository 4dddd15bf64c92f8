"""How well the control stage follows real polygons: python -m bench.control [--write].

The polygons (one dated file a day, ``control/*.geojson``) and the gold texts lie in the folder GEOMAP_EVAL
names, or in ``../shared/eval``; they are read for measuring and never copied. ``--write`` puts the tables
into ``docs/control.md``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from bench.control_ceiling import ceiling
from bench.control_texts import Chronicler, write_texts
from bench.readme import markdown_table, replace_between
from geomap.control.baseline import Baseline, BaselineDay, read_baseline
from geomap.control.evidence import evidence
from geomap.control.front import front
from geomap.control.holder import holder_at
from geomap.control.line import distance_between
from geomap.control.lines import lines_of
from geomap.control.plane import spots, square_km
from geomap.control.settlements import baseline_sides, settlements
from geomap.engines.local import LocalEngine
from geomap.merge import merge
from geomap.models import Article, Event
from geomap.places import load_gazetteer
from geomap.places.gazetteer import Gazetteer

if TYPE_CHECKING:
    from numpy.typing import NDArray

EVAL = Path(os.environ.get("GEOMAP_EVAL", Path(__file__).parents[2] / "shared" / "eval"))
GOLD = ("articles.dev.gold.jsonl", "leads.dev.gold.jsonl", "seeds.gold.jsonl")
WITHIN = timedelta(days=14)
CLAIMS = ("claimed", "disputed", "denied")
TUNED = (
    ("2024-08-01", "2024-09-01"),
    ("2024-09-01", "2024-11-01"),
    ("2025-02-01", "2025-05-01"),
    ("2024-08-01", "2025-02-01"),
)
"""Pairs of days that the weights of the ground were chosen on."""
HELD_OUT = (
    ("2025-06-01", "2025-07-01"),
    ("2026-05-01", "2026-07-01"),
    ("2025-05-15", "2025-08-15"),
    ("2025-08-01", "2026-02-01"),
    ("2025-05-15", "2026-05-15"),
)
TELLERS = (
    Chronicler("told is every settlement that changed side, nothing else"),
    Chronicler(
        "told is every settlement that changed side, and a position each 10 km² gained", km2_per_position=10
    ),
    Chronicler(
        "told are four of five settlements that changed side, and a position each 3 km² gained, "
        'two of three of them by direction alone ("west of X")',
        settlements=0.8,
        km2_per_position=3,
        measured=1 / 3,
    ),
)
DOC = Path(__file__).parents[1] / "docs" / "control.md"
Row = dict[str, Any]


def polygons() -> Baseline:
    """Return all real polygons as one series."""
    return read_baseline(EVAL / "control")


def events_of(articles: Sequence[Article], first: BaselineDay | None = None) -> list[Event]:
    """Return what ``articles`` tell, their places resolved with the picture of the ``first`` day."""
    lines = lines_of(Baseline((first,)), load_gazetteer()) if first else None
    return merge(report for coding in LocalEngine().code(articles, lines=lines) for report in coding.reports)


def gold_articles() -> list[Article]:
    rows = [json.loads(line) for name in GOLD for line in (EVAL / name).open(encoding="utf-8")]
    fields = ("id", "text", "published", "lang", "title")
    return [Article(**{f: row[f] for f in fields if row.get(f) is not None}) for row in rows]


def measure_claims(real: Baseline, gazetteer: Gazetteer) -> list[Row]:
    """Count the places told to be taken that change side within two weeks (a), by who tells it."""
    first, last = real.days[0].day, real.days[-1].day
    told = [e for e in events_of(gold_articles()) if _is_taking(e)]
    dated = [e for e in told if e.date_end and first + WITHIN <= e.date_end <= last]
    groups = {
        "claimed by a party": [e for e in dated if e.status in CLAIMS],
        "told by others": [e for e in dated if e.status not in CLAIMS],
    }
    return [{"": name, **_turned(group, real, gazetteer)} for name, group in groups.items()]


def _is_taking(event: Event) -> bool:
    taken = event.type in ("capture", "recapture") and event.modality in ("occurred", "historical")
    return taken and event.lat is not None


def _turned(events: Sequence[Event], real: Baseline, gazetteer: Gazetteer) -> Row:
    counts = {"told": len(events), "changed": 0, "held_before": 0, "not_by_then": 0, "only_later": 0}
    last = real.days[-1].day
    for event in events:
        assert event.lat is not None
        assert event.lon is not None
        assert event.date_end is not None
        before, after, later = (
            holder_at(event.lat, event.lon, min(last, event.date_end + wait), real, gazetteer)
            for wait in (-WITHIN, WITHIN, 6 * WITHIN)
        )
        if before == event.initiator:
            counts["held_before"] += 1
        elif after == event.initiator:
            counts["changed"] += 1
        else:
            counts["not_by_then"] += 1
            counts["only_later"] += later == event.initiator
    return counts


def measure_weeks(real: Baseline, gazetteer: Gazetteer) -> list[Row]:
    """Compare the baseline plus the texts' reports against the polygon a month later, and no change (b)."""
    articles = gold_articles()
    rows = []
    for start, end in zip(real.days, real.days[2:], strict=False):
        near = [a for a in articles if a.published and start.day < a.published <= end.day + WITHIN]
        told = [e for e in events_of(near, start) if e.date_end and start.day < e.date_end <= end.day]
        if any(e.effect == "holds" for e in evidence(told, gazetteer)):
            rows.append(_against(told, start.day, end.day, real, gazetteer))
    return rows


def _against(told: Sequence[Event], start: date, end: date, real: Baseline, gazetteer: Gazetteer) -> Row:
    """Compare the front from the polygon of ``start`` and ``told`` with the polygon of ``end``."""
    first, second = (real.at(day) for day in (start, end))
    assert first is not None
    assert second is not None
    made = front(told, Baseline((first,)), gazetteer, on=end)
    a, b, derived = first.areas["RU"], second.areas["RU"], made.areas["RU"]
    changed = shapely.symmetric_difference(a, b)
    ours = shapely.symmetric_difference(a, derived)
    hit = shapely.intersection(ours, changed)
    doubtful = shapely.union(made.areas["unknown"], made.areas["contested"])
    line = shapely.union_all([part.geometry for part in made.line])
    # only where the line moved: elsewhere both are the same polygon
    moved = shapely.intersection(line, shapely.buffer(shapely.union(changed, ours), 5000, quad_segs=2))
    metres = distance_between(moved, shapely.boundary(b)) if not moved.is_empty else np.zeros(1)
    return {
        "from": str(start),
        "to": str(end),
        "events": len(told),
        "changed_km2": round(square_km(changed)),
        "derived_km2": round(square_km(ours)),
        "recovered": round(hit.area / changed.area, 3),
        "false": round((ours.area - hit.area) / changed.area, 3),
        "recovered_or_doubtful": round(
            shapely.intersection(shapely.union(ours, doubtful), changed).area / changed.area, 3
        ),
        "wrong_km2": round(square_km(shapely.symmetric_difference(derived, b)), 1),
        "wrong_km2_nothing_changes": round(square_km(changed), 1),
        "line_mean_m": round(float(metres.mean())),
        "line_p95_m": round(float(np.percentile(metres, 95))),
    }


def measure_lines(real: Baseline) -> list[Row]:
    """Measure how fast a drawn line ages (c): its distance from the line 30, 90 and 180 days later."""
    rows = []
    for days in (30, 90, 180, 360):
        metres = []
        for start in real.days[::6]:
            later = real.at(start.day + timedelta(days=days))
            if later is not None and (later.day - start.day).days > days - 20:
                edges = [shapely.boundary(day.areas["RU"]) for day in (later, start)]
                metres.append(distance_between(*edges))
        every = np.concatenate(metres)
        moved = every[every > 100]
        figures = {
            "days": days,
            "mean_m": every.mean(),
            "p95_m": np.percentile(every, 95),
            "moved_percent": 100 * len(moved) / len(every),
            "mean_of_moved_m": moved.mean(),
        }
        rows.append({name: round(float(value)) for name, value in figures.items()})
    return rows


def simulate(pair: tuple[str, str], real: Baseline, gazetteer: Gazetteer, teller: Chronicler) -> Row:
    """Write the difference of two polygons as sentences, run the whole chain, and compare."""
    start, end = map(date.fromisoformat, pair)
    texts = write_texts(start, end, real, gazetteer, teller)
    row = _against(events_of(texts, real.at(start)), start, end, real, gazetteer)
    return {"sentences": len(texts), **row, "fields": fields_share(start, end, real, gazetteer)}


def fields_share(start: date, end: date, real: Baseline, gazetteer: Gazetteer) -> float:
    """Return the share of the changed ground that is nearest to a settlement which did not change side."""
    days = [real.at(day) for day in (start, end)]
    first, second = (day for day in days if day is not None)
    known = settlements(gazetteer)
    before, after = (baseline_sides(day, known, gazetteer) for day in (first, second))
    turned = {place for place, side in after.items() if before.get(place, side) != side}
    changed = shapely.symmetric_difference(first.areas["RU"], second.areas["RU"])
    nearest = known.place[shapely.STRtree(spots(known.xy)).nearest(_spread_over(changed))]
    return round(1 - float(np.isin(nearest, list(turned)).mean()), 3)


def _spread_over(area: shapely.Geometry, step_m: float = 500.0) -> NDArray[Any]:
    """Return points ``step_m`` apart inside ``area``."""
    west, south, east, north = shapely.bounds(area)
    x, y = (
        grid.ravel() for grid in np.meshgrid(np.arange(west, east, step_m), np.arange(south, north, step_m))
    )
    shapely.prepare(area)
    inside = shapely.contains_xy(area, x, y)
    return np.asarray(shapely.points(x[inside], y[inside]))


def tables(real: Baseline, gazetteer: Gazetteer) -> str:
    """Return all measures as Markdown."""
    parts = [f"Measured with `python -m bench.control --write` on {len(real.days)} dated polygons.", ""]
    parts += ["Places told to be taken in texts (a):", "", _table(measure_claims(real, gazetteer)), ""]
    parts += ["From a polygon and the texts of the next month (b):", ""]
    parts += [_table([_shown(row) for row in measure_weeks(real, gazetteer)]), ""]
    parts += ["How fast a drawn line ages (c):", "", _table(measure_lines(real)), ""]
    parts += ["What could be reached at best:", "", _table(ceiling(real, gazetteer)), ""]
    for teller in TELLERS:
        parts += [f"Simulated, {teller.words}:", ""]
        rows = []
        for chosen, pairs in (("tuned on", TUNED), ("held out", HELD_OUT)):
            made = (simulate(pair, real, gazetteer, teller) for pair in pairs)
            rows += [{"pair": chosen, **_shown(row)} for row in made]
        parts += [_table(rows), ""]
    return "\n".join(parts).rstrip()


def _shown(row: Row) -> Row:
    left_out = ("derived_km2", "wrong_km2_nothing_changes", "events")
    return {name: value for name, value in row.items() if name not in left_out}


def _table(rows: Sequence[Row]) -> str:
    if not rows:
        return "None."
    return markdown_table([name.replace("_", " ") for name in rows[0]], [list(row.values()) for row in rows])


def main(arguments: Sequence[str]) -> None:
    text = tables(polygons(), load_gazetteer())
    if "--write" in arguments:
        replace_between("control", text, path=DOC)
    print(text)


if __name__ == "__main__":
    main(sys.argv[1:])
