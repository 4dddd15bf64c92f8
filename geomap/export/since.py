"""What a run changed against the last one, and the names it may have misplaced; kept in the store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from geomap.corrections import Correction
from geomap.corrections.apply import Corrected
from geomap.export.homonyms import HomonymRisk, choices, homonym_risks
from geomap.models import Article, Report, content_id
from geomap.places.gazetteer import Gazetteer
from geomap.store import Basis, Change, Known, Store, article_hash, differences, rules_version


class Since(NamedTuple):
    """What is told of a run until another one differs from it."""

    changes: Sequence[Change] = ()
    homonyms: Sequence[HomonymRisk] = ()


def basis_of(
    articles: Iterable[Article],
    corrections: Iterable[Correction],
    gazetteer: Gazetteer,
    baseline: str = "",
) -> Basis:
    """Return what a run's events rest on; ``baseline`` is a hash of the user's picture of who holds what."""
    return Basis(
        articles={article.id: Known(article_hash(article), article.path) for article in articles},
        rules=rules_version(),
        gazetteer=gazetteer.version,
        corrections=content_id([correction.model_dump(mode="json") for correction in corrections]),
        baseline=baseline,
    )


def note_run(
    store: Store, corrected: Corrected, reports: Sequence[Report], basis: Basis, gazetteer: Gazetteer
) -> Since:
    """Keep the events, and return what they changed; a run that differs in nothing repeats what was told."""
    with store.transaction():
        before, told = store.basis(), told_since(store)
        changes = store.put_events(corrected.events)
        if before == basis and not any(changes):
            return told
        other = {*changes.new, *changes.changed}
        now = [event for event in corrected.events if event.id in other]
        names = store.decisions("name")
        since = Since(
            differences(changes.before, now, before=before, now=basis, dropped=corrected.dropped),
            homonym_risks(reports, gazetteer, before=names, told=told.homonyms),
        )
        store.put_basis(basis)
        store.put_decisions("name", choices(reports))
        store.set_state("since", {name: [row._asdict() for row in rows] for name, rows in _rows(since)})
    return since


def _rows(since: Since) -> tuple[tuple[str, Sequence[Change | HomonymRisk]], ...]:
    return (("changes", since.changes), ("homonyms", since.homonyms))


def told_since(store: Store) -> Since:
    """Return what the last run that differed told."""
    told = store.state("since") or {}
    return Since(
        [Change(**row) for row in told.get("changes", ())],
        [HomonymRisk(**row) for row in told.get("homonyms", ())],
    )
