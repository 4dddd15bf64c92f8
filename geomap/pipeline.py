"""The whole flow on one screen: read, code, merge, correct, write."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from geomap.backlog import Backlog, Progress, lines_for
from geomap.coding import Coding
from geomap.corrections import Correction, correct, load_corrections
from geomap.dates import infer_published
from geomap.engines import Engine, engine
from geomap.errors import InputError
from geomap.evaluate import Gold, Miss, read_gold, score_events, score_places
from geomap.export import Results, exporter
from geomap.export.run_report import run_facts
from geomap.export.since import basis_of, note_run
from geomap.models import Article, Event, Place, Report, Skipped, content_id, jsonable
from geomap.places import Gazetteer, gazetteer_with
from geomap.places.doors.userfile import FILE as PLACES_FILE
from geomap.places.doors.userfile import read_places
from geomap.read import NoArticlesError, ReadResult, read
from geomap.read.fetch import Fetcher
from geomap.read.walk import STORE_FILE
from geomap.settings import Settings
from geomap.store import PARTS_FOLDER, Store, article_hash, code_version, publishing

if TYPE_CHECKING:
    from geomap.control.baseline import Baseline

FILES_BESIDE = {
    "gazetteer": (PLACES_FILE,),
    "corrections": ("corrections.toml", "corrections.csv"),
}
"""Settings whose files are found by themselves in the folder of the articles."""
FILES_THAT_HOLD = ("gazetteer", "corrections", "baseline")
"""Settings whose files hold for later builds in the same folder, until others are named."""


class Scores(NamedTuple):
    """Figures of one gold file, and each disagreement."""

    figures: dict[str, Any]
    misses: Sequence[Miss]


def read_articles(
    paths: Sequence[str], *, settings: Settings | None = None, using: Engine | None = None
) -> ReadResult:
    """Read articles and give those without a date the one their batch implies, never today's.

    ``using`` is the engine to work on; None takes the one that the settings name.

    Raises
    ------
    InputError
        If nothing could be read; says why for each path.
    """
    chosen = settings or Settings()
    fetcher = Fetcher(allow_private=chosen.allow_private)
    with _working(chosen, using) as at:
        result = read(
            paths,
            published=chosen.published,
            lang=chosen.lang,
            columns=chosen.columns or None,
            fetcher=fetcher,
            reading=at.read,
        )
    return ReadResult(infer_published(result.articles), result.skipped)


def extract(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Report]:
    """Yield the reports of ``articles``, in their order: one act as one article tells it."""
    for coding in code_all(articles, settings=settings):
        yield from coding.reports


def code_all(articles: Iterable[Article], *, settings: Settings | None = None) -> Iterator[Coding]:
    """Yield each article's reports, unresolved names and problem, in the order of ``articles``."""
    chosen = settings or Settings()
    places = own_places(chosen)
    with _working(chosen) as at:
        lines = lines_for(_baseline(chosen), gazetteer_with(places))
        yield from at.code(articles, extra_places=places, lines=lines)


def _working(
    settings: Settings, using: Engine | None = None, *, out: Path | None = None
) -> AbstractContextManager[Engine]:
    """Return the engine that the settings name, or the one that is held already; ``out`` is for its files."""
    if using is not None:
        return nullcontext(using)
    workers = settings.workers or os.cpu_count() or 1
    parts = settings.parts
    if out is not None and settings.engine != "local" and not parts:
        parts = str(out / PARTS_FOLDER)
    return engine(settings.engine, workers=workers, scheduler=settings.scheduler, parts=parts)


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

    An empty folder adds nothing to a store that is there already: its corrections are applied all the same.
    Returns the facts of the run report.

    Raises
    ------
    InputError
        If no article could be read.
    StoreError
        If ``out`` cannot be written, or another build is at work there.
    """
    chosen = with_files_beside(paths, settings or Settings())
    with _working(chosen, out=out) as at:
        try:
            found = read_articles(paths, settings=chosen, using=at)
        except NoArticlesError:
            if not (out / STORE_FILE).is_file():
                raise
            found = ReadResult([], [])
        return update(
            found.articles, out, skipped=found.skipped, settings=chosen, on_progress=on_progress, using=at
        )


def update(
    articles: Sequence[Article],
    out: Path,
    *,
    skipped: Sequence[Skipped] = (),
    settings: Settings | None = None,
    states: Mapping[str, Any] | None = None,
    on_progress: Progress | None = None,
    using: Engine | None = None,
) -> dict[str, Any]:
    """Add ``articles`` to the store in ``out`` and write every output anew; ``articles`` may be empty.

    ``states`` are small values to keep in the store together with the articles, such as how far a feed was
    read. ``using`` is the engine to work on; None takes the one that the settings name. Returns the facts of
    the run report.

    Raises
    ------
    StoreError
        If ``out`` cannot be written, or another build is at work there.
    """
    chosen, gone = with_files_of_last_build(out, settings or Settings())
    corrections = load_corrections(chosen.corrections) if chosen.corrections else []
    with Store.open(out) as store, _working(chosen, using, out=out) as at:
        with store.transaction():
            store.add(articles)
            for name, state in (states or {}).items():
                store.set_state(name, state)
        known = infer_published(store.articles())
        backlog = Backlog(store, known, _baseline(chosen), at, on_progress)
        own = own_places(chosen)
        gazetteer = backlog.code_asking(own, out, chosen.nominatim) if chosen.online else backlog.code(own)
        results = _results(backlog, [*skipped, *gone], corrections, gazetteer=gazetteer, settings=chosen)
        # only now: a table that cannot be read must not hold for the next build
        store.set_state("settings", chosen.model_dump(mode="json"))
        with publishing(out) as folder:
            write_outputs(results, folder)
        facts = run_facts(results)
        store.log_run(results.input_hash, {name: facts[name] for name in ("articles", "events", "sources")})
    return facts


def write_outputs(results: Results, folder: Path) -> list[Path]:
    """Write every format the settings ask for into ``folder``; a baseline asks for control as well."""
    names = results.settings.formats
    if results.settings.baseline and "control" not in names:
        names = (*names, "control")
    return [path for name in names for path in exporter(name)(results, folder)]


def with_files_beside(paths: Sequence[str], settings: Settings) -> Settings:
    """Take the tables of places and of corrections that lie beside the articles, where none are named."""
    folders = [p if p.is_dir() else p.parent for p in map(Path, paths) if p.exists()]
    found: dict[str, Path] = {}
    for name, files in FILES_BESIDE.items():
        there = (folder / file for folder in folders for file in files)
        path = next((p for p in there if p.is_file()), None)
        if path is not None and getattr(settings, name) is None:
            found[name] = path
    return settings.model_copy(update=found)


def with_files_of_last_build(out: Path, settings: Settings) -> tuple[Settings, list[Skipped]]:
    """Take the files that the last build in ``out`` used and none replaces, and a line for each that is gone.

    So a build of one feed or one article keeps the corrections of the others. The paths become absolute, for
    the next build may start elsewhere.
    """
    named = {name: getattr(settings, name) for name in FILES_THAT_HOLD}
    paths, gone = {name: path.resolve() for name, path in named.items() if path}, []
    for name, path in _files_of_last_build(out).items():
        if named[name] is None and path.is_file():
            paths[name] = path
        elif named[name] is None:
            reason, remedy = (
                f"the {name} of the last build are gone",
                f"put the file back, or name another: --{name}",
            )
            gone.append(Skipped(path=str(path), reason=reason, remedy=remedy))
    return settings.model_copy(update=paths), gone


def _files_of_last_build(out: Path) -> dict[str, Path]:
    if not (out / STORE_FILE).is_file():
        return {}
    with Store.open(out, write=False) as store:
        last = store.state("settings") or {}
    return {name: Path(last[name]) for name in FILES_THAT_HOLD if last.get(name)}


def _baseline(settings: Settings) -> Baseline | None:
    """Return the user's picture of who holds what, read from the files that the settings name."""
    if settings.baseline is None:
        return None
    from geomap.control import read_baseline

    return read_baseline(settings.baseline)


def _results(
    backlog: Backlog,
    skipped: Sequence[Skipped],
    corrections: Sequence[Correction],
    *,
    gazetteer: Gazetteer,
    settings: Settings,
) -> Results:
    """Merge all reports of the store, correct them, and say what that changed."""
    store, articles, baseline = backlog.store, backlog.articles, backlog.baseline
    reports = store.reports()
    corrected = correct(backlog.at.merge(reports), reports, corrections, gazetteer)
    corrected = corrected._replace(events=_with_doubts(corrected.events, baseline, gazetteer))
    shown = settings.model_dump(mode="json", include={"tiles", "interface", "formats"})
    texts = sorted((article.id, article_hash(article)) for article in articles)
    by_hand = [correction.model_dump(mode="json") for correction in corrections]
    held = [(file.name, file.read_bytes().hex()) for file in _files_of(settings.baseline)]
    basis = basis_of(articles, corrections, gazetteer, baseline=content_id(held) if held else "")
    return Results(
        events=corrected.events,
        reports=reports,
        articles=articles,
        skipped=[*skipped, *store.problems()],
        unresolved=store.unresolved(),
        gazetteer=gazetteer,
        input_hash=content_id(texts, by_hand, held, shown, code_version(gazetteer.version)),
        since=note_run(store, corrected, reports, basis, gazetteer),
        stale_corrections=corrected.stale,
        dropped=corrected.dropped,
        settings=settings,
        baseline=baseline,
    )


def _with_doubts(events: list[Event], baseline: Baseline | None, gazetteer: Gazetteer) -> list[Event]:
    """Return the events, with a reason more where one is odd for who holds its place by the baseline."""
    if baseline is None:
        return events
    from geomap.control import marked

    return marked(events, baseline, gazetteer)


def _files_of(path: Path | None) -> list[Path]:
    """Return the files that a setting names: itself, or those in its folder."""
    if path is None:
        return []
    return sorted(p for p in path.iterdir() if p.is_file()) if path.is_dir() else [path]


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
