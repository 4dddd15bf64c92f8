"""Codes a text with the real chain; shared by the tests of the coder."""

from __future__ import annotations

from datetime import date

from geomap.dates import find_dates
from geomap.events.code import code
from geomap.models import Article, Lang, Report
from geomap.places.gazetteer import load_gazetteer
from geomap.places.mentions.find import find
from geomap.places.resolution.resolve import resolve
from geomap.quantities import find_quantities
from geomap.text import analyse

PUBLISHED = date(2025, 1, 21)
REAL = ("occurred", "ongoing")


def reports(text: str, lang: Lang = "en", published: date | None = PUBLISHED) -> list[Report]:
    """Return the reports of ``text``."""
    gazetteer = load_gazetteer()
    document = analyse(text, lang)
    mentions = find(document, gazetteer)
    resolve(document, mentions, gazetteer, published=published)
    article = Article(id="test", text=text, published=published, lang=lang)
    dates, quantities = find_dates(document), find_quantities(document)
    return code(document, mentions, dates, quantities, article=article, gazetteer=gazetteer)


def only(text: str, lang: Lang = "en", published: date | None = PUBLISHED) -> Report:
    """Return the one report of ``text``."""
    found = reports(text, lang, published)
    assert len(found) == 1, (text, found)
    return found[0]


def told(text: str, lang: Lang = "en") -> list[tuple[str, str | None]]:
    """Return type and place of each real report."""
    return [(r.type, r.place) for r in reports(text, lang) if r.modality in REAL]
