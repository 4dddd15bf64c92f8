"""Events that look like a week of the war, made by counting: own wording, the same at each call."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from typing import Any

from fake_gazetteer import RUSSIAN_SPOTS, SPOTS

from geomap.models import Article, Event, Quote, Reason, Skipped, Unresolved, content_id
from geomap.ontology import family_of, ontology

AREAS = (
    "UA14000000000091971",
    "UA63000000000041885",
    "UA12000000000090473",
    "UA65000000000030969",
)  # Donetsk, Kharkiv, Dnipropetrovsk, Kherson oblasts
PER_ARTICLE = 5  # events
GRID = 0.02  # degrees: places lie so far apart
WEIGHTS = {
    "shelling": 24,
    "drone_strike": 20,
    "ground_assault": 14,
    "advance": 8,
    "missile_strike": 7,
    "air_strike": 7,
    "interception": 6,
    "clash": 4,
    "capture": 3,
    "explosion": 3,
    "recapture": 1,
    "withdrawal": 1,
    "infiltration": 1,
    "evacuation": 1,
    "sabotage": 1,
    "aircraft_loss": 1,
    "prisoner_exchange": 1,
    "control_statement": 1,
}
SENTENCES = {
    "en": "{side} forces carried out a {what} near {place} on {day}, local officials said; "
    "crews worked till morning.",
    "uk": "За повідомленням місцевої влади, {day} поблизу міста {place} зафіксовано подію ({what}); "
    "рятувальники працювали до ранку.",
    "ru": "По данным местных властей, {day} у населённого пункта {place} отмечено событие ({what}); "
    "спасатели работали до утра.",
}
OUTLETS = (
    ("Morning Line", "en"),
    ("Ранкова лінія", "uk"),
    ("Field Notes Daily", "en"),
    ("Степовий вісник", "uk"),
    ("Вечерний лист", "ru"),
)
CLAIMANTS = {
    "UA": "General Staff of Ukraine",
    "RU": "Russian Ministry of Defence",
    "neutral": "Institute of Map Readers",
    "unknown": None,
}


def events(
    number: int,
    *,
    seed: int = 7,
    first: date = date(2025, 1, 1),
    days: int = 60,
    spread: float = 0.0,
    plain: bool = False,
) -> list[Event]:
    """Return ``number`` events.

    ``spread`` (degrees) scatters them over some thousand places; ``plain`` gives each one English
    quote, without it an event has one to three in three languages.
    """
    random = Random(seed)
    kinds = random.choices(list(WEIGHTS), list(WEIGHTS.values()), k=number)
    return [_event(i, random, kind, first, days, spread, plain) for i, kind in enumerate(kinds)]


def _event(
    number: int, random: Random, kind: str, first: date, days: int, spread: float, plain: bool
) -> Event:
    published = first + timedelta(days=(number // PER_ARTICLE * 13) % days)
    day = published - timedelta(days=random.choice((0, 0, 0, 1, 1, 2, 3)))
    side = random.choices(("RU", "UA"), (3, 1))[0]
    where = random.choices(("settlement", "near", "admin1", "site", "none", "linear"), (72, 12, 9, 3, 3, 1))[
        0
    ]
    place = _place(random, where, side, spread)
    claimant = random.choices(("unknown", "UA", "RU", "neutral"), (4, 3, 3, 1))[0]
    status = (
        random.choices(("reported", "confirmed", "disputed", "denied"), (6, 2, 1, 0.3))[0]
        if claimant == "unknown"
        else "claimed"
    )
    quotes = _quotes(
        number,
        1 if plain else _how_many(random),
        plain,
        kind,
        place,
        (day, published),
        side,
        claimant,
        status,
    )
    injured = random.choice((None, None, 0, 1, 2, 5))
    types = ontology().types[kind]
    return Event(
        id=content_id("fixture", number),
        type=kind,
        family=family_of(kind),
        **place,
        date_start=day,
        date_end=day + timedelta(days=random.choice((0, 0, 0, 0, 1, 2))),
        date_basis=random.choice(("explicit", "relative", "published")),
        date_prec=1,
        time_precision=1,
        initiator=side,
        target="UA" if side == "RU" else "RU",
        initiator_name="47th Mechanised Brigade" if number % 17 == 0 else None,
        modality=random.choices(
            ("occurred", "ongoing", "planned", "negated", "historical"), (85, 6, 3, 3, 3)
        )[0],
        outcome=random.choice(("succeeded", "unknown", "failed")),
        status=status,
        claimant=CLAIMANTS[claimant],
        claimant_side=claimant,
        launched=random.randint(5, 90) if kind == "interception" else None,
        downed=random.randint(1, 5) if kind == "interception" else None,
        weapon="Shahed" if kind == "drone_strike" else None,
        inferred=["target"] if number % 3 else [],
        **types.crosswalk(side)._asdict(),
        confidence=round(random.uniform(0.4, 0.98), 2),
        reasons=[
            Reason(stage="find", rule="longest_name", detail=str(place["place"] or "no name")),
            Reason(stage="resolve", rule="admin1_named", detail=str(place["admin1"]), score=0.42),
            Reason(stage="code", rule=f"{kind}.verb", detail="carried out"),
        ],
        not_mapped="no place is named in the sentence" if where == "none" else None,
        injured_low=injured,
        injured_best=injured,
        injured_high=None if injured is None else injured + number % 2,
        n_reports=len(quotes),
        n_sources=len({q.source for q in quotes}),
        sources=sorted({q.source for q in quotes}),
        quotes=quotes,
    )


def _place(random: Random, where: str, side: str, spread: float) -> dict[str, Any]:
    if where == "none":
        return dict.fromkeys(("place", "place_id", "admin1", "country", "lat", "lon", "radius_m"), None) | {
            "where": "none"
        }
    if where == "admin1":
        oblast = random.choice(AREAS)
        name = {
            "UA14000000000091971": "Donetsk",
            "UA63000000000041885": "Kharkiv",
            "UA12000000000090473": "Dnipropetrovsk",
            "UA65000000000030969": "Kherson",
        }[oblast]
        return {
            "place": f"{name} Oblast",
            "place_id": oblast,
            "admin1": name,
            "country": "UA",
            "where": where,
            "where_prec": 4,
            "geo_precision": 3,
        }
    spots = RUSSIAN_SPOTS if side == "UA" and random.random() < 0.2 else SPOTS
    name, _, admin1, lat, lon = random.choice(spots)
    row = {
        "place": name,
        "place_id": f"fixture:{name}",
        "admin1": admin1,
        "country": "RU" if spots is RUSSIAN_SPOTS else "UA",
        "where": where,
        "lat": round(lat + _grid(random.gauss(0, spread)), 6),
        "lon": round(lon + _grid(random.gauss(0, spread)), 6),
        "relation": "at",
        "where_prec": 1,
        "geo_precision": 1,
        "radius_m": 1500.0,
    }
    if where == "near":
        row |= {
            "relation": random.choice(("near", "towards", "west_of")),
            "radius_m": 5000.0,
            "where_prec": 2,
            "geo_precision": 2,
        }
        if row["relation"] == "west_of":
            row |= {"distance_km": 6.0, "lon": round(row["lon"] - 0.08, 6)}
    if where == "linear":
        row |= {"place": f"{name} direction", "radius_m": 12000.0, "where_prec": 5, "geo_precision": 2}
    return row


def _grid(degrees: float) -> float:
    return round(degrees / GRID) * GRID


def _how_many(random: Random) -> int:
    return random.choices((1, 2, 3), (75, 18, 7))[0]


def _quotes(
    number: int,
    count: int,
    plain: bool,
    kind: str,
    place: Mapping[str, Any],
    days: tuple[date, date],
    side: str,
    claimant: str,
    status: str,
) -> list[Quote]:
    out = []
    day, published = days
    for turn in range(count):
        article = number // PER_ARTICLE + turn
        outlet, lang = OUTLETS[0] if plain else OUTLETS[article % len(OUTLETS)]
        text = SENTENCES[lang].format(
            side="Russian" if side == "RU" else "Ukrainian",
            what=kind.replace("_", " "),
            place=place["place"] or "–",
            day=day.isoformat(),
        )
        says = claimant if turn == 0 else {"UA": "RU", "RU": "UA"}.get(claimant, "neutral")
        out.append(
            Quote(
                report_id=content_id("report", number, turn),
                article_id=f"a{article}",
                quote=text,
                lang=lang,
                source=outlet,
                title=f"Notes from the line, no. {article}",
                url=f"https://news.example/{lang}/{article}",
                published=published + timedelta(days=turn),
                status=status if turn == 0 else "reported",
                claimant=CLAIMANTS[says],
                claimant_side=says,
            )
        )
    return out


def articles(number: int) -> list[Article]:
    """Return articles that the events' quotes point to."""
    return [
        Article(
            id=f"a{i}",
            text="…",
            published=date(2025, 1, 1) + timedelta(days=i % 60),
            source=OUTLETS[i % len(OUTLETS)][0],
        )
        for i in range(number)
    ]


SKIPPED = [Skipped(path="inbox/scan.pdf", reason="not a text", remedy="convert it to text first")]
UNRESOLVED = [
    Unresolved(
        name="Zelenivka Druha",
        count=3,
        sentence="Shelling hit the village of Zelenivka Druha.",
        article_id="a3",
    )
]


def _square(west: float, south: float, side: float) -> dict[str, Any]:
    corners = [
        [west, south],
        [west + side, south],
        [west + side, south + side],
        [west, south + side],
        [west, south],
    ]
    return {"type": "Polygon", "coordinates": [corners]}


CONTROL = {  # who holds what, by date: a square in the Black Sea that is held from February on
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "properties": {"date": "2025-01-01", "side": "RU"},
            "geometry": _square(35.0, 43.0, 0.2),
        },
        {
            "type": "Feature",
            "properties": {"date": "2025-02-01", "side": "RU"},
            "geometry": _square(29.5, 44.0, 1.5),
        },
    ],
}
