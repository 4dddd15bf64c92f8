"""The day of publication of articles that bear none: from their text or the batch, never the clock."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from geomap.dates.anchor import resolve_point, usable
from geomap.dates.find import find_dates
from geomap.dates.model import DateExpression, Point
from geomap.models import Article
from geomap.text import analyse, detect_language

_HEAD = 3
"""A line with a date among the first so many sentences is the article's own date."""
_HALF_A_YEAR = 182


class Yearless(NamedTuple):
    """A day told without its year, and the weekday told with it."""

    point: Point
    weekday: int | None


def infer_published(articles: Sequence[Article]) -> list[Article]:
    """Return ``articles`` in order, with a day of publication where one can be told.

    An article that bears its date as a stamp or a dateline gets it as ``given``. Else its days without a year
    ("on January 21") take the year of the full dates in the same text, or the year on which every dated
    article of the batch agrees; the latest then stands for publication, as ``inferred``. Otherwise it
    stays undated: full dates need no day of publication, and relative ones have none.
    """
    told = [article if article.published is not None else _from_own_text(article) for article in articles]
    batch = sorted({day for article in told if (day := usable(article.published)) is not None})
    return [article if article.published is not None else _from_batch(article, batch) for article in told]


def _expressions(article: Article) -> list[DateExpression]:
    lang = article.lang or detect_language(article.text)
    return find_dates(analyse(article.text, lang)) if lang is not None else []


def _dated(article: Article, day: date, basis: str) -> Article:
    return article.model_copy(update={"published": day, "published_basis": basis})


def _from_own_text(article: Article) -> Article:
    expressions = _expressions(article)
    for found in expressions:
        if found.kind == "stamp" and found.sentence < _HEAD and found.span is not None:
            day = resolve_point(found.span.last, None)
            if day is not None:
                return _dated(article, day, "given")
    full = [day for found in expressions if (day := _full_day(found)) is not None]
    days = _in_year_of(_yearless(expressions), max(full)) if full else []
    return _dated(article, max(*days, *full), "inferred") if days else article


def _full_day(found: DateExpression) -> date | None:
    """Return the day of an expression that tells its year, unless it only leads up to the news."""
    if found.kind not in ("day", "night", "stamp") or found.background or found.future or found.span is None:
        return None
    return resolve_point(found.span.last, None)


def _yearless(expressions: list[DateExpression]) -> list[Yearless]:
    return [
        Yearless(found.span.last, found.span.weekday if found.span.first == found.span.last else None)
        for found in expressions
        if found.kind in ("day", "night", "stamp")
        and found.span is not None
        and found.span.last.year is None
        and not (found.background or found.future)
    ]


def _nearest(yearless: Yearless, full: date) -> date | None:
    """Return the day in the year nearest to ``full``; None where the weekday told speaks against it."""
    point = yearless.point
    days = [
        resolve_point(point._replace(year=year), None) for year in (full.year - 1, full.year, full.year + 1)
    ]
    near = [day for day in days if day is not None and abs((day - full).days) <= _HALF_A_YEAR]
    if not near or yearless.weekday not in (None, near[0].weekday()):
        return None
    return near[0]


def _from_batch(article: Article, batch: list[date]) -> Article:
    points = _yearless(_expressions(article)) if batch else []
    answers = {max(days) if (days := _in_year_of(points, day)) else None for day in batch}
    answer = answers.pop() if len(answers) == 1 else None
    return article if answer is None else _dated(article, answer, "inferred")


def _in_year_of(points: list[Yearless], day: date) -> list[date]:
    found = [_nearest(point, day) for point in points]
    return [day for day in found if day is not None]
