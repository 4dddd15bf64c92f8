"""A finished build, read back from its store, for exports made after it."""

from __future__ import annotations

import json
from pathlib import Path

from geomap.dates import infer_published
from geomap.export.results import Results
from geomap.export.since import told_since
from geomap.merge.cluster import report_order
from geomap.merge.merge import event_order
from geomap.models import content_id
from geomap.places.gazetteer import Gazetteer, load_gazetteer
from geomap.places.userfile import read_places
from geomap.settings import Settings
from geomap.store import Store


def stored_results(out: Path) -> Results:
    """Return what the last build in ``out`` gave its exporters; an export of it has the same bytes.

    Raises
    ------
    StoreError
        If there is no store, or it is damaged.
    """
    with Store.open(out, write=False) as store:
        settings = Settings.model_validate(store.state("settings") or {})
        events = sorted(store.events(), key=event_order)
        return Results(
            events=events,
            reports=sorted(store.reports(), key=report_order),
            articles=infer_published(store.articles()),
            skipped=store.problems(),
            unresolved=store.unresolved(),
            gazetteer=_gazetteer(settings),
            input_hash=_input_hash(out) or content_id(*(event.id for event in events)),
            since=told_since(store),
            settings=settings,
        )


def _gazetteer(settings: Settings) -> Gazetteer:
    """Return the bundled table with the user's own places, where their file is still there."""
    file = settings.gazetteer
    own = read_places(file) if file and file.is_file() else []
    return load_gazetteer().with_overlay(own) if own else load_gazetteer()


def _input_hash(out: Path) -> str:
    """Return the build's hash as its run report tells it; empty where that report is gone."""
    try:
        facts = json.loads((out / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return str(facts.get("input_hash", ""))
