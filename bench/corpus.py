"""What the speed bench reads: real leads where they are there, else made-up ones, always the same."""

from __future__ import annotations

import gzip
import json
import os
import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from geomap.models import Article, Place, Report

ROOT = Path(__file__).parents[1]
NAMES = "Nikopol Kherson Kharkiv Sumy Pokrovsk Siversk Toretsk Vovchansk Kupiansk Orikhiv".split()
SENTENCES = (
    "Russian forces shelled {a} on {day} May, killing {n} people and injuring {m} more.",
    "Drones struck a substation in {a} overnight, the governor said.",
    "Ukrainian troops repelled {n} attacks near {a} and {b}, the General Staff reported.",
    "DeepState said Russian troops had advanced near {b}.",
    "Talks about grain prices will go on next week, a trader said in {a}.",
    "Air defence shot down {n} of {m} drones over {a}.",
)


def articles(limit: int) -> list[Article]:
    """Return at most ``limit`` articles of the collection, or ``limit`` made-up ones."""
    folder = Path(os.environ.get("GEOMAP_EVAL", ROOT.parent / "shared" / "eval"))
    path = folder / "throughput.jsonl.gz"
    rows = _stored(path) if path.is_file() else _made(limit)
    return [article for article, _ in zip(rows, range(limit), strict=False)]


def _stored(path: Path) -> Iterator[Article]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            yield Article(id=row["id"], text=row["text"], published=row["published"], lang=row["lang"])


def _made(count: int) -> Iterator[Article]:
    chance = random.Random(9)
    for i in range(count):
        lines = chance.choices(SENTENCES, k=3)
        n = chance.randint(2, 12)
        a, b, day = chance.choice(NAMES), chance.choice(NAMES), chance.randint(1, 28)
        text = " ".join(s.format(a=a, b=b, n=n, m=n + chance.randint(1, 20), day=day) for s in lines)
        yield Article(id=f"made-{i}", text=text, published=date(2024, 5, 29), lang="en")


def places(count: int) -> list[Place]:
    """Return made-up places, to see what a larger gazetteer costs."""
    made = ((f"Novozhyttia{i}", 46.5 + i % 997 / 200, 31 + i % 1009 / 120) for i in range(count))
    return [
        Place(id=f"bench{i}", name=name, kind="village", lat=lat, lon=lon, tier="exact", radius_m=1000.0)
        for i, (name, lat, lon) in enumerate(made)
    ]


def reports(count: int) -> list[Report]:
    """Return made-up reports as dense as the news: 40 a day, spread over the front, by three outlets."""
    chance = random.Random(9)
    first = date(2022, 2, 24)
    return [_report(i, first, chance) for i in range(count)]


def _report(i: int, first: date, chance: random.Random) -> Report:
    spot, day = chance.randrange(400), first + timedelta(days=i // 40)
    return Report(
        id=f"r{i}",
        article_id=f"a{i // 3}",
        lang="en",
        start=0,
        end=10,
        quote="made up",
        type=chance.choice(("shelling", "drone_strike", "air_strike")),
        family="fires",
        place=f"Place {spot}",
        place_id=f"p{spot}",
        country="UA",
        lat=46.5 + spot % 20 / 5,
        lon=33 + spot // 20 / 4,
        where="settlement",
        radius_m=2000.0,
        date_start=day,
        date_end=day,
        date_basis="explicit",
        date_prec=1,
        initiator="RU",
        target="UA",
        confidence=0.8,
        published=first + timedelta(days=(i - i % 3) // 40),  # the article's, which tells three acts
        source=f"outlet {i % 3}",
    )
