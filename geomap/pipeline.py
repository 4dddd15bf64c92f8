"""The whole flow on one screen: read, code, merge, correct, write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from geomap.coding import Coding, code_articles
from geomap.dates import infer_published
from geomap.errors import InputError
from geomap.evaluate import Gold, Miss, read_gold, score_events, score_places
from geomap.models import Article, jsonable
from geomap.read import ReadResult, read
from geomap.settings import Settings

Progress = Callable[[int, int], None]
"""Told after each article: (done, total)."""


class Scores(NamedTuple):
    """Figures of one gold file, and each disagreement."""

    figures: dict[str, Any]
    misses: Sequence[Miss]


def read_articles(paths: Sequence[str], *, settings: Settings | None = None) -> ReadResult:
    """Read articles and give those without a date the one their batch implies, never today's.

    Raises
    ------
    InputError
        If nothing could be read; says why for each path.
    """
    chosen = settings or Settings()
    result = read(paths, published=chosen.published, lang=chosen.lang)
    return result._replace(articles=infer_published(result.articles))


def extract(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Coding]:
    """Code ``articles`` one by one, in their order: reports, unresolved names, and problems."""
    chosen = settings or Settings()
    return code_articles(articles, workers=_workers(chosen), extra_places=_extra_places(chosen))


def evaluate(gold: Path, *, workers: int = 0) -> Scores:
    """Code the texts of a gold file and compare with what people found.

    Raises
    ------
    InputError
        If the file is not gold.
    """
    golds = read_gold(gold)
    if not golds:
        raise InputError("no gold rows", where=str(gold), remedy="give a file of JSON lines")
    rows = _reports_of(golds, workers)
    if golds[0].events is None:
        return Scores({name: score.row() for name, score in score_places(golds, rows).items()}, ())
    score = score_events(golds, rows)
    return Scores(score.as_dict(), score.misses)


def _reports_of(golds: Sequence[Gold], workers: int) -> list[dict[str, Any]]:
    codings = extract((g.article for g in golds), settings=Settings(workers=workers))
    return [jsonable(report) for coding in codings for report in coding.reports]


def _workers(settings: Settings) -> int:
    return settings.workers or os.cpu_count() or 1
