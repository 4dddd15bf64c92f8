"""The map page: ``index.html``, one file made through Folium that needs no internet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geomap.export.map.ids import counted_ids
from geomap.export.results import Results
from geomap.models import Article, Event, Skipped, Unresolved, content_id
from geomap.places.gazetteer import load_gazetteer
from geomap.store.atomic import write_text

if TYPE_CHECKING:
    import folium

    from geomap.places.gazetteer import Gazetteer

FILE = "index.html"


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``index.html`` of a finished build."""
    path = folder / FILE
    write_text(path, page(results))
    return [path]


def write_map(
    events: Sequence[Event],
    path: Path,
    *,
    articles: Sequence[Article] = (),
    skipped: Sequence[Skipped] = (),
    unresolved: Sequence[Unresolved] = (),
    tiles: bool = True,
    control: Mapping[str, Any] | None = None,
    lang: str = "en",
    title: str | None = None,
    input_hash: str = "",
    gazetteer: Gazetteer | None = None,
) -> None:
    """Write the map of ``events`` as one HTML file.

    Parameters
    ----------
    tiles
        Offer OpenStreetMap tiles in the layer control; they load only when the reader turns them on.
    control
        GeoJSON FeatureCollection of who holds what, its features with a ``date``; see ``map.control``.
    lang
        Language the page opens in, ``en`` or ``uk``; the reader can change it.
    input_hash
        Stands for the time of the build; without it, a hash of the events.
    """
    results = _results(events, articles, skipped, unresolved, input_hash, gazetteer)
    write_text(path, page(results, tiles=tiles, control=control, lang=lang, title=title))


def folium_map(
    events: Sequence[Event],
    *,
    articles: Sequence[Article] = (),
    skipped: Sequence[Skipped] = (),
    unresolved: Sequence[Unresolved] = (),
    tiles: bool = True,
    control: Mapping[str, Any] | None = None,
    lang: str = "en",
    title: str | None = None,
    input_hash: str = "",
    gazetteer: Gazetteer | None = None,
) -> folium.Map:
    """Return the map of ``events`` as a ``folium.Map``: it shows itself in Jupyter and takes further layers.

    The arguments are those of ``write_map``.
    """
    results = _results(events, articles, skipped, unresolved, input_hash, gazetteer)
    with counted_ids():
        return _event_map(results, tiles=tiles, control=control, lang=lang, title=title)


def page(
    results: Results,
    *,
    tiles: bool = True,
    control: Mapping[str, Any] | None = None,
    lang: str = "en",
    title: str | None = None,
) -> str:
    """Return the page of a finished build; the same results give the same bytes."""
    with counted_ids():
        drawn = _event_map(results, tiles=tiles, control=control, lang=lang, title=title)
        return str(drawn.get_root().render())


def _event_map(
    results: Results, *, tiles: bool, control: Mapping[str, Any] | None, lang: str, title: str | None
) -> folium.Map:
    from geomap.export.map.page import EventMap, Frame
    from geomap.export.map.payload import payload
    from geomap.export.map.words import words

    heading = title or words(lang)["title"]
    data = payload(results, lang=lang, tiles=tiles, control_layer=control, title=title or "")
    return EventMap(data, Frame(lang, heading, tiles))


def _results(
    events: Sequence[Event],
    articles: Sequence[Article],
    skipped: Sequence[Skipped],
    unresolved: Sequence[Unresolved],
    input_hash: str,
    gazetteer: Gazetteer | None,
) -> Results:
    return Results(
        events=events,
        reports=(),
        articles=articles,
        skipped=skipped,
        unresolved=unresolved,
        gazetteer=gazetteer or load_gazetteer(),
        input_hash=input_hash or content_id(*(e.id for e in events)),
    )
