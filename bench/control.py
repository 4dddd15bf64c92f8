"""How well the control stage follows real polygons: python -m bench.control [claims|weeks|lines|simulate].

The polygons (one dated file a day, ``control/*.geojson``) and the gold texts lie in the folder GEOMAP_EVAL
names, or in ``../shared/eval``; they are read for measuring and never copied.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from geomap import pipeline
from geomap.control.baseline import Baseline, read_baseline
from geomap.control.evidence import evidence
from geomap.control.front import front
from geomap.control.holder import holder_at
from geomap.control.line import distance_between
from geomap.control.plane import square_km
from geomap.control.settlements import baseline_sides, settlements
from geomap.merge import merge
from geomap.models import Article, Event
from geomap.places import load_gazetteer
from geomap.places.gazetteer import Gazetteer
from geomap.settings import Settings

EVAL = Path(os.environ.get("GEOMAP_EVAL", Path(__file__).parents[2] / "shared" / "eval"))
GOLD = ("articles.dev.gold.jsonl", "leads.dev.gold.jsonl", "seeds.gold.jsonl")
WITHIN = timedelta(days=14)
PAIRS = (
    ("2024-08-01", "2024-09-01"),
    ("2024-09-01", "2024-11-01"),
    ("2024-08-01", "2025-02-01"),
    ("2025-02-01", "2025-05-01"),
    ("2025-02-01", "2025-08-01"),
    ("2025-08-01", "2026-02-01"),
    ("2025-05-01", "2026-05-01"),
    ("2024-08-01", "2026-08-01"),
)
TOLD = (
    "Russian forces captured {place} in {raion}, {oblast} Oblast, DeepState analysts reported on {day}.",
    "{place} in {raion}, {oblast} Oblast, has fallen to Russian troops, observers said on {day}.",
    "On {day}, footage showed that Russian forces had seized {place} in {raion}, {oblast} Oblast.",
    "Analysts wrote on {day} that {place} in {raion}, {oblast} Oblast, was now under Russian control.",
    "Росіяни захопили населений пункт {place_uk} ({raion_uk}, {oblast_uk} область), пише DeepState.",
)
RETAKEN = (
    "Ukrainian forces liberated {place} in {raion}, {oblast} Oblast, DeepState analysts reported on {day}.",
    "On {day}, footage showed that Ukrainian troops had retaken {place} in {raion}, {oblast} Oblast.",
)
MOVED = (
    "Russian forces advanced to positions {km} km {way} of {place} in {raion}, analysts said on {day}.",
    "Footage of {day} shows that Russian troops advanced {km} km {way} of {place} in {raion}.",
)
WAYS = "east northeast north northwest west southwest south southeast".split()


def polygons() -> Baseline:
    """Return all real polygons as one series."""
    return read_baseline(EVAL / "control")


def events_of(articles: Sequence[Article]) -> list[Event]:
    return merge(pipeline.extract(articles, settings=Settings(workers=1)))


def gold_articles() -> list[Article]:
    rows = [json.loads(line) for name in GOLD for line in (EVAL / name).open(encoding="utf-8")]
    fields = ("id", "text", "published", "lang", "title")
    return [Article(**{f: row[f] for f in fields if row.get(f) is not None}) for row in rows]


def measure_claims(real: Baseline, gazetteer: Gazetteer) -> dict[str, Any]:
    """Count the places told to be taken that change side within two weeks (a)."""
    first, last = real.days[0].day, real.days[-1].day
    counts = {"told": 0, "changed": 0, "held_before": 0, "not_by_then": 0, "only_later": 0}
    for event in events_of(gold_articles()):
        day = event.date_end
        sure = event.type in ("capture", "recapture") and event.modality in ("occurred", "historical")
        if (
            not sure
            or event.lat is None
            or event.lon is None
            or day is None
            or not first + WITHIN <= day <= last
        ):
            continue
        before, after, later = (
            holder_at(event.lat, event.lon, on, real, gazetteer)
            for on in (day - WITHIN, min(last, day + WITHIN), min(last, day + 6 * WITHIN))
        )
        counts["told"] += 1
        if before == event.initiator:
            counts["held_before"] += 1
        elif after == event.initiator:
            counts["changed"] += 1
        else:
            counts["not_by_then"] += 1
            counts["only_later"] += later == event.initiator
    return counts


def measure_weeks(real: Baseline, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    """Compare the baseline plus the texts' reports against the polygon a month later, and no change (b)."""
    events = events_of(gold_articles())
    rows = []
    for start, end in zip(real.days, real.days[2:], strict=False):
        told = [e for e in events if e.date_end and start.day < e.date_end <= end.day]
        if any(e.effect == "holds" for e in evidence(told, gazetteer)):
            rows.append(_against(told, start.day, end.day, real, gazetteer))
    return rows


def _against(
    told: Sequence[Event], start: date, end: date, real: Baseline, gazetteer: Gazetteer
) -> dict[str, Any]:
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


def measure_lines(real: Baseline) -> list[dict[str, Any]]:
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


def simulate(real: Baseline, gazetteer: Gazetteer, *, km2_per_position: float) -> list[dict[str, Any]]:
    """Write the difference of two polygons as sentences, run the whole chain, and compare."""
    rows = []
    for pair in PAIRS:
        start, end = map(date.fromisoformat, pair)
        texts = write_texts(start, end, real, gazetteer, km2_per_position=km2_per_position)
        row = _against(events_of(texts), start, end, real, gazetteer)
        rows.append({"sentences": len(texts), **row})
        print(json.dumps(rows[-1]), flush=True)
    return rows


def write_texts(
    start: date, end: date, real: Baseline, gazetteer: Gazetteer, *, km2_per_position: float
) -> list[Article]:
    """Return a sentence of our own for each settlement that changed side, and for some new ground."""
    first, second = (real.at(day) for day in (start, end))
    assert first is not None
    assert second is not None
    chance, known = random.Random(f"{start} {end}"), settlements(gazetteer)
    before, after = (baseline_sides(day, known, gazetteer) for day in (first, second))
    turned = [(p, side) for p, side in after.items() if before.get(p, side) != side]
    told = [(_told(place, side, chance, gazetteer)) for place, side in turned]
    if km2_per_position:
        gained = shapely.difference(second.areas["RU"], first.areas["RU"])
        told += _spots(gained, round(square_km(gained) / km2_per_position), chance, gazetteer)
    span = (end - start).days
    articles = []
    for number, text in enumerate(told):
        day = start + timedelta(days=1 + number * span // (len(told) + 1))
        words = text.replace("{day}", f"{day:%B} {day.day}")
        articles.append(
            Article(id=f"s{number:04}", text=words, published=day, source=f"Simulated {number % 7}")
        )
    return articles


def _told(place: int, side: str, chance: random.Random, gazetteer: Gazetteer) -> str:
    return _filled(chance.choice(TOLD if side == "RU" else RETAKEN), place, gazetteer)


def _filled(text: str, place: int, gazetteer: Gazetteer) -> str:
    oblast, raion = gazetteer.admin1[place], gazetteer.admin2[place]
    words = {
        "{place}": gazetteer.name(place),
        "{oblast}": gazetteer.short(oblast),
        "{raion}": gazetteer.name(raion) if raion >= 0 else "the east",
        "{place_uk}": _uk(place, gazetteer),
        "{oblast_uk}": _uk(oblast, gazetteer).removesuffix(" область"),
        "{raion_uk}": _uk(raion, gazetteer) if raion >= 0 else "схід",
    }
    for slot, value in words.items():
        text = text.replace(slot, value)
    return text


def _uk(place: int, gazetteer: Gazetteer) -> str:
    return gazetteer.place(place).names.get("uk", [""])[0]


def _spots(area: Any, count: int, chance: random.Random, gazetteer: Gazetteer) -> list[str]:
    """Return sentences on ``count`` random spots of ``area``, told from the nearest settlement."""
    known = settlements(gazetteer)
    tree = shapely.STRtree(shapely.points(known.xy))
    west, south, east, north = area.bounds
    shapely.prepare(area)
    told: list[str] = []
    while len(told) < count:
        x, y = chance.uniform(west, east), chance.uniform(south, north)
        if not shapely.contains_xy(area, x, y):
            continue
        row = int(tree.nearest(shapely.Point(x, y)))
        dx, dy = x - known.xy[row, 0], y - known.xy[row, 1]
        way = WAYS[round(np.degrees(np.arctan2(dy, dx)) / 45) % 8]
        km = max(0.5, round(np.hypot(dx, dy) / 500) / 2)
        text = chance.choice(MOVED).replace("{km}", f"{km:g}").replace("{way}", way)
        told.append(_filled(text, int(known.place[row]), gazetteer))
    return told


def main(which: Sequence[str]) -> None:
    real, gazetteer = polygons(), load_gazetteer()
    wanted = which or ("claims", "weeks", "lines", "simulate")
    if "claims" in wanted:
        print(json.dumps({"claims": measure_claims(real, gazetteer)}))
    if "weeks" in wanted:
        for row in measure_weeks(real, gazetteer):
            print(json.dumps({"weeks": row}))
    if "lines" in wanted:
        for row in measure_lines(real):
            print(json.dumps({"line": row}))
    for spacing in (0.0, 10.0, 5.0) if "simulate" in wanted else ():
        print(f"simulated: every settlement, and a position each {spacing:g} km² (0: none)")
        simulate(real, gazetteer, km2_per_position=spacing)


if __name__ == "__main__":
    main(sys.argv[1:])
