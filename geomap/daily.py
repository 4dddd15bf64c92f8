"""Running on: a build each time a folder or a feed has something new."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event as Signal
from typing import Any

from geomap.errors import GeomapError, InputError, StoreError
from geomap.models import Article, Skipped
from geomap.pipeline import build, update
from geomap.read.feeds import FeedSource, follow, load_feeds, next_due
from geomap.read.fetch import Fetcher
from geomap.read.walk import STORE_FILE, TABLES_BESIDE
from geomap.read.watch import watch
from geomap.settings import Settings
from geomap.store import Store

Told = Callable[[dict[str, Any]], None]
"""Given the facts of each build."""
Failed = Callable[[GeomapError], None]
"""Given the error of a build that came to nothing."""

_LONGEST_NAP_S = 60.0


def watch_folder(
    folder: Path,
    out: Path,
    *,
    settings: Settings | None = None,
    told: Told,
    failed: Failed,
    stop: Signal | None = None,
) -> None:
    """Build from ``folder`` now and whenever articles or corrections come or change there, until ``stop``.

    A build that fails, as when nothing readable is there yet, is told and waited out.

    Raises
    ------
    InputError
        If there is no such folder.
    MissingExtraError
        If watchfiles is not installed.
    """

    def build_from(paths: Sequence[Path]) -> None:
        try:
            told(build([str(path) for path in paths], out, settings=settings))
        except (InputError, StoreError) as error:
            failed(error)

    changes = watch(folder, stop=stop)
    seen: set[Path] = set()
    while (there := set(folder.rglob("*"))) - seen:  # what came while the first build was at work
        build_from([folder])
        seen |= there
    for paths in changes:
        tables = any(path.name.lower() in TABLES_BESIDE for path in paths)
        build_from([folder] if tables else paths)  # tables are looked for beside the articles


def follow_feeds(
    file: Path,
    out: Path,
    *,
    settings: Settings | None = None,
    told: Told,
    once: bool = False,
    stop: Signal | None = None,
    fetcher: Fetcher | None = None,
) -> int:
    """Poll the feeds that ``file`` (TOML, see ``geomap.read.feeds``) lists when they are due, and build.

    Returns how many times a source was asked.

    With ``once`` it polls what is due now and returns. ``fetcher`` gets feeds and pages; the default one
    refuses private addresses. A side or note changed in the list holds for the articles already here too.

    Raises
    ------
    SettingsError
        If the list cannot be read.
    """
    sources, stopped, web = load_feeds(file), stop or Signal(), fetcher or Fetcher()
    states, articles = _states(out), _restated(sources, out)
    skipped: list[Skipped] = []
    asked = 0
    while not stopped.is_set():
        for source, polled in follow(sources, states, fetcher=web, now=time.time()):
            articles += polled.articles
            skipped += polled.skipped
            states[source.name] = polled.state
            asked += 1
        if articles or skipped:
            told(update(articles, out, skipped=skipped, settings=settings, states={_STATE: states}))
        else:
            _keep(states, out)
        if once:
            break
        articles, skipped = [], []
        stopped.wait(max(1.0, min(_LONGEST_NAP_S, next_due(sources, states) - time.time())))
    return asked


_STATE = "feeds"


def _states(out: Path) -> dict[str, Any]:
    if not (out / STORE_FILE).is_file():
        return {}
    with Store.open(out, write=False) as store:
        return dict(store.state(_STATE) or {})


def _keep(states: dict[str, Any], out: Path) -> None:
    """Remember when unchanged feeds were asked, so that the next run asks no sooner than they are due."""
    if (out / STORE_FILE).is_file():
        with Store.open(out) as store:
            store.set_state(_STATE, states)


def _restated(sources: Sequence[FeedSource], out: Path) -> list[Article]:
    """Return the stored articles of sources whose side or note is another in the list now."""
    if not (out / STORE_FILE).is_file():
        return []
    said = {source.name: {"side": source.side, "reliability": source.reliability} for source in sources}
    with Store.open(out, write=False) as store:
        stored = [article for article in store.articles() if article.source in said]
    now = (article.model_copy(update=said[article.source]) for article in stored)
    return [new for new, old in zip(now, stored, strict=True) if new != old]
