"""Sentences of our own on the difference of two real polygons: what a perfect chronicler would have told."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any, NamedTuple

import numpy as np
import shapely

from geomap.control.baseline import Baseline
from geomap.control.plane import spots, square_km
from geomap.control.settlements import baseline_sides, settlements
from geomap.models import Article
from geomap.places.gazetteer import Gazetteer

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
MOVED_SOMEWHERE = (
    "Russian forces advanced {way} of {place} in {raion}, analysts said on {day}.",
    "Footage of {day} shows that Russian troops advanced {way} of {place} in {raion}.",
)
WAYS = "east northeast north northwest west southwest south southeast".split()


class Chronicler(NamedTuple):
    """Who tells of the difference, and how fully."""

    words: str
    """What is told, for the table's head."""
    settlements: float = 1.0
    """Share of the settlements that changed side which are told of."""
    km2_per_position: float = 0.0
    """km² of gained ground for each told position; 0: settlements only."""
    measured: float = 1.0
    """Share of the positions told with a distance; the others by direction alone."""


def write_texts(
    start: date, end: date, real: Baseline, gazetteer: Gazetteer, teller: Chronicler
) -> list[Article]:
    """Return a sentence of our own for each settlement that changed side, and for some new ground."""
    first, second = (real.at(day) for day in (start, end))
    assert first is not None
    assert second is not None
    chance, known = random.Random(f"{start} {end}"), settlements(gazetteer)
    before, after = (baseline_sides(day, known, gazetteer) for day in (first, second))
    turned = [(p, side) for p, side in after.items() if before.get(p, side) != side]
    if teller.settlements < 1:
        turned = chance.sample(turned, round(len(turned) * teller.settlements))
    told = [(_told(place, side, chance, gazetteer)) for place, side in turned]
    if teller.km2_per_position:
        gained = shapely.difference(second.areas["RU"], first.areas["RU"])
        told += _spots(gained, chance, gazetteer, teller)
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


def _spots(area: Any, chance: random.Random, gazetteer: Gazetteer, teller: Chronicler) -> list[str]:
    """Return sentences on random spots of ``area``, told from the nearest settlement."""
    count = round(square_km(area) / teller.km2_per_position)
    known = settlements(gazetteer)
    tree = shapely.STRtree(spots(known.xy))
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
        without = teller.measured < 1 and chance.random() >= teller.measured
        text = chance.choice(MOVED_SOMEWHERE if without else MOVED)
        text = text.replace("{km}", f"{km:g}").replace("{way}", way)
        told.append(_filled(text, int(known.place[row]), gazetteer))
    return told
