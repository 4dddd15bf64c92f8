"""A finished build, read back from its store, for exports made after it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geomap.dates import infer_published
from geomap.export.results import Results
from geomap.export.since import told_since
from geomap.merge.merge import event_order
from geomap.models import Skipped, content_id
from geomap.places.doors.userfile import read_places
from geomap.places.gazetteer import Gazetteer, gazetteer_with
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
        facts = _facts(out, settings)
        return Results(
            events=events,
            reports=store.reports(),
            articles=infer_published(store.articles()),
            skipped=_skipped(facts, store),
            unresolved=store.unresolved(),
            gazetteer=_gazetteer(settings),
            input_hash=facts.get("input_hash") or content_id(*(event.id for event in events)),
            since=told_since(store),
            settings=settings,
        )


def _gazetteer(settings: Settings) -> Gazetteer:
    """Return the bundled table with the user's own places, where their file is still there."""
    file = settings.gazetteer
    own = read_places(file) if file and file.is_file() else []
    return gazetteer_with(own)


def _facts(out: Path, settings: Settings) -> dict[str, Any]:
    """Return the run report of the last build; empty where it wrote none or the file is gone."""
    if "report" not in settings.formats:
        return {}
    try:
        facts = json.loads((out / "report.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return facts if isinstance(facts, dict) else {}


def _skipped(facts: Mapping[str, Any], store: Store) -> list[Skipped]:
    """Return all that the last build did not read; without its report, the articles that failed later."""
    if "skipped" not in facts:
        return store.problems()
    return [Skipped.model_validate(row) for row in facts["skipped"]]
