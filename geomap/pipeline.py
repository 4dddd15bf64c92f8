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
from geomap.export import Results, exporter
from geomap.export.run_report import run_facts
from geomap.merge import merge
from geomap.merge.cluster import report_order
from geomap.models import Article, Event, Place, Report, Skipped, content_id, jsonable
from geomap.places import Gazetteer, load_gazetteer
from geomap.places.userfile import FILE as PLACES_FILE
from geomap.places.userfile import read_places
from geomap.read import ReadResult, read
from geomap.settings import Settings
from geomap.store import Store, article_hash, code_version, publishing

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


def extract(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Report]:
    """Yield the reports of ``articles``, in their order: one act as one article tells it."""
    for coding in code_all(articles, settings=settings):
        yield from coding.reports


def code_all(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Coding]:
    """Yield each article's reports, unresolved names and problem, in the order of ``articles``."""
    chosen = settings or Settings()
    workers = chosen.workers or os.cpu_count() or 1
    return code_articles(articles, workers=workers, extra_places=own_places(chosen))


def own_places(settings: Settings) -> list[Place]:
    """Return the user's own places, from the file the settings name.

    Raises
    ------
    InputError
        If the file cannot be read; names the line.
    """
    return read_places(settings.gazetteer) if settings.gazetteer else []


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
    chosen = _with_own_places(paths, settings or Settings())
    found = read_articles(paths, settings=chosen)
    with Store.open(out) as store:
        store.add(found.articles)
        articles = infer_published(store.articles())
        _code_new(store, articles, chosen, on_progress)
        results = _results(store, articles, found.skipped, chosen)
        with publishing(out) as folder:
            write_outputs(results, folder)
        facts = run_facts(results)
        store.log_run(results.input_hash, {name: facts[name] for name in ("articles", "events", "sources")})
    return facts


def write_outputs(results: Results, folder: Path) -> list[Path]:
    """Write every format the settings ask for into ``folder``."""
    return [path for name in results.settings.formats for path in exporter(name)(results, folder)]


def _with_own_places(paths: Sequence[str], settings: Settings) -> Settings:
    """Take the table of places that lies beside the articles, where the settings name none."""
    beside = [Path(p) / PLACES_FILE for p in paths if Path(p).is_dir()]
    found = next((path for path in beside if path.is_file()), None)
    return settings.model_copy(update={"gazetteer": found}) if found and not settings.gazetteer else settings


def _gazetteer(settings: Settings) -> Gazetteer:
    places = own_places(settings)
    return load_gazetteer().with_overlay(places) if places else load_gazetteer()


def _code_new(store: Store, articles: Sequence[Article], settings: Settings, told: Progress | None) -> None:
    version = code_version(_gazetteer(settings).version)
    todo = store.need_coding(articles, version)

    def counted() -> Iterator[Coding]:
        for done, coding in enumerate(code_all(todo, settings=settings), 1):
            if told:
                told(done, len(todo))
            yield coding

    store.put_codings(counted(), code_version=version)


def _results(
    store: Store, articles: Sequence[Article], skipped: Sequence[Skipped], settings: Settings
) -> Results:
    """Merge all reports of the store and say what that changed."""
    reports = sorted(store.reports(), key=report_order)
    events = merge(reports)
    return Results(
        events=events,
        reports=reports,
        articles=articles,
        skipped=[*skipped, *store.problems()],
        unresolved=store.unresolved(),
        gazetteer=_gazetteer(settings),
        input_hash=_input_hash(articles, settings),
        changes=_note_changes(store, events),
        settings=settings,
    )


def _note_changes(store: Store, events: Sequence[Event]) -> dict[str, list[str]]:
    """Keep the events, and return what the last run that changed anything changed."""
    with store.transaction():
        changes = store.put_events(events)
        if any(changes):
            store.set_state("changes", changes._asdict())
    told: dict[str, list[str]] = store.state("changes") or changes._asdict()
    return told


def _input_hash(articles: Iterable[Article], settings: Settings) -> str:
    """Return the hash that stands for a build in its outputs: articles, settings, rules, code, gazetteer."""
    shown = settings.model_dump(mode="json", include={"tiles", "interface", "formats"})
    texts = sorted((article.id, article_hash(article)) for article in articles)
    return content_id(texts, shown, code_version(_gazetteer(settings).version))


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
    return [jsonable(r) for r in extract((g.article for g in golds), settings=Settings(workers=workers))]
