"""Made-up events for tests: one of each shape, every text ours."""

from __future__ import annotations

from datetime import date
from typing import Any

from geomap.export.results import Results
from geomap.models import Article, Event, Quote, Report
from geomap.places.gazetteer import load_gazetteer

HOSTILE = (
    "{{ 7*191 }} {% if x %} {# gone? #} ${alert(1)} `alert(2)` <script>alert(3)</script> "
    '<img src=x onerror=alert(4)> </script><script>alert(5)</script> \u2028 "quoted" \\ <!-- '
)


def report(**given: Any) -> Report:
    """Return a report of shelling in Nikopol, changed by ``given``."""
    values: dict[str, Any] = {
        "id": "r1",
        "article_id": "a1",
        "lang": "en",
        "start": 0,
        "end": 20,
        "quote": "Shells fell on Nikopol",
        "type": "shelling",
        "family": "fires",
        "place": "Nikopol",
        "place_local": "Nikopol",
        "place_id": "x",
        "admin1": "Dnipropetrovsk",
        "country": "UA",
        "lat": 47.5712345678,
        "lon": 34.39,
        "where": "settlement",
        "relation": "at",
        "where_prec": 1,
        "geo_precision": 1,
        "radius_m": 4000.0,
        "date_start": date(2024, 2, 18),
        "date_end": date(2024, 2, 18),
        "date_basis": "explicit",
        "date_prec": 1,
        "time_precision": 1,
        "initiator": "RU",
        "target": "UA",
        "confidence": 0.8,
        "published": date(2024, 2, 18),
        "source": "Example Wire",
        "url": "https://example.org/a1",
    }
    return Report(**(values | given))


def event(**given: Any) -> Event:
    """Return an event of shelling in Nikopol, changed by ``given``."""
    made = report()
    shared = {name: getattr(made, name) for name in Event.model_fields if hasattr(made, name)}
    quote = Quote(
        report_id="r1",
        article_id="a1",
        quote=given.pop("quote", made.quote),
        lang="en",
        source=made.source,
        url=made.url,
        published=made.published,
    )
    extra = {
        "sources": ["Example Wire"],
        "quotes": [quote],
        "killed_low": 1,
        "killed_best": 2,
        "killed_high": 2,
    }
    return Event(**(shared | extra | given))


def one_of_each() -> list[Event]:
    """Return a point, an oblast, an axis, and two events without a place, sorted as merging sorts."""
    oblast = load_gazetteer().place(load_gazetteer().lookup("donetsk oblast")[0].place)
    area = {"lat": None, "lon": None, "where_prec": 4, "geo_precision": 3, "radius_m": None}
    nowhere = {"place_id": None, "where": "none", "lat": None, "lon": None, "where_prec": None}
    undated = {"date_start": None, "date_end": None, "date_basis": "none"}
    advance = {"type": "advance", "family": "manoeuvre"}
    assault = {"type": "ground_assault", "family": "ground"}
    tally = {"type": "casualty_report", "family": "rear", "place": None}
    return [
        event(id="e1"),
        event(id="e2", place=oblast.name, place_id=oblast.id, where="admin1", **advance, **area),
        event(id="e3", where="linear", relation="towards", radius_m=15000.0, **assault),
        event(id="e4", not_mapped="the text names no place", **tally, **nowhere),
        event(id="e5", place=HOSTILE, quote=HOSTILE, not_mapped="unknown name", **nowhere, **undated),
    ]


def results(events: list[Event] | None = None, **given: Any) -> Results:
    """Return what exporters get, around ``events`` (one of each by default)."""
    values: dict[str, Any] = {
        "events": one_of_each() if events is None else events,
        "reports": [report()],
        "articles": [Article(id="a1", text="Shells fell on Nikopol", published=date(2024, 2, 18))],
        "skipped": [],
        "unresolved": [],
        "gazetteer": load_gazetteer(),
        "input_hash": "0123456789abcdef",
    }
    return Results(**(values | given))
