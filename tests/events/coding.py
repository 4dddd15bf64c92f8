"""Codes a text with the real chain; shared by the tests of the coder."""

from __future__ import annotations

from datetime import date

from geomap.coding import code_article
from geomap.models import Article, Lang, Report
from geomap.places import load_gazetteer

PUBLISHED = date(2025, 1, 21)
REAL = ("occurred", "ongoing")


def reports(text: str, lang: Lang = "en", published: date | None = PUBLISHED) -> list[Report]:
    """Return the reports of ``text``."""
    article = Article(id="test", text=text, published=published, lang=lang)
    return list(code_article(article, load_gazetteer()).reports)


def only(text: str, lang: Lang = "en", published: date | None = PUBLISHED) -> Report:
    """Return the one report of ``text``."""
    found = reports(text, lang, published)
    assert len(found) == 1, (text, found)
    return found[0]


def told(text: str, lang: Lang = "en") -> list[tuple[str, str | None]]:
    """Return type and place of each real report."""
    return [(r.type, r.place) for r in reports(text, lang) if r.modality in REAL]
