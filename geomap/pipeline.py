"""The whole flow on one screen: read, code, merge, correct, write."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from geomap.coding import Coding, code_articles
from geomap.dates import infer_published
from geomap.errors import InputError
from geomap.evaluate import Gold, Miss, read_gold, score_events, score_places
from geomap.export import Results, exporter
from geomap.export.run_report import run_facts
from geomap.merge import merge
from geomap.merge.cluster import report_order
from geomap.models import Article, Report, Skipped, Unresolved, content_id, jsonable
from geomap.places.gazetteer import load_gazetteer
from geomap.read import ReadResult, read
from geomap.resources import package_file
from geomap.settings import Settings

CODING_FOLDERS = ("text", "lang", "places", "dates", "quantities", "events")
"""Folders of the package whose code and rules decide what a report says."""

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
    return ReadResult(infer_published(result.articles), result.skipped)


def extract(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Coding]:
    """Code ``articles`` one by one, in their order: reports, unresolved names, and problems."""
    chosen = settings or Settings()
    return code_articles(articles, workers=_workers(chosen), extra_places=())


def build(
    paths: Sequence[str],
    out: Path,
    *,
    settings: Settings | None = None,
    on_progress: Progress | None = None,
) -> dict[str, Any]:
    """Read articles, code what is new, merge everything known, and write every output into ``out``.

    Returns the facts of the run report.

    Raises
    ------
    InputError
        If no article could be read.
    StoreError
        If ``out`` cannot be written, or another build is at work there.
    """
    chosen = settings or Settings()
    read_result = read_articles(paths, settings=chosen)
    gazetteer = load_gazetteer()
    reports: list[Report] = []
    unresolved: list[Unresolved] = []
    skipped = list(read_result.skipped)
    for done, coding in enumerate(extract(read_result.articles, settings=chosen), 1):
        reports += coding.reports
        unresolved += coding.unresolved
        if coding.problem:
            skipped.append(Skipped(path=coding.article.path or coding.article.id, reason=coding.problem))
        if on_progress:
            on_progress(done, len(read_result.articles))
    results = Results(
        events=merge(reports),
        reports=sorted(reports, key=report_order),
        articles=read_result.articles,
        skipped=skipped,
        unresolved=unresolved,
        gazetteer=gazetteer,
        input_hash=input_hash(read_result.articles, chosen),
        settings=chosen,
    )
    write_outputs(results, out)
    return run_facts(results)


def write_outputs(results: Results, out: Path) -> list[Path]:
    """Write every format the settings ask for into ``out``."""
    return [path for name in results.settings.formats for path in exporter(name)(results, out)]


def input_hash(articles: Iterable[Article], settings: Settings) -> str:
    """Return the hash that stands for a build: articles, settings, rules, code and gazetteer."""
    shown = settings.model_dump(mode="json", exclude={"workers"})
    return content_id(sorted((a.id, content_id(a.text)) for a in articles), shown, code_version())


@cache
def code_version() -> str:
    """Return the hash of everything that decides how an article is coded: rules, code, gazetteer."""
    digest = hashlib.sha256(load_gazetteer().version.encode())
    for folder in CODING_FOLDERS:
        for path in sorted(package_file(folder).rglob("*")):
            if path.suffix in (".py", ".toml"):
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


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
