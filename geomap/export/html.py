"""The map page: ``index.html``, one file made through Folium that needs no internet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from geomap.export.control import overlay as control_overlay
from geomap.export.map.ids import counted_ids
from geomap.export.results import Results
from geomap.models import Article, Event, Skipped, Unresolved, content_id
from geomap.places.gazetteer import load_gazetteer
from geomap.store.atomic import write_text

if TYPE_CHECKING:
    import folium

    from geomap.places.gazetteer import Gazetteer

FILE = "index.html"


class Facts(TypedDict, total=False):
    """What a map tells about the run that made it; all may be left out."""

    articles: Sequence[Article]
    skipped: Sequence[Skipped]
    unresolved: Sequence[Unresolved]
    input_hash: str
    """Stands for the time of the build; without it, a hash of the events."""
    gazetteer: Gazetteer
    """Where places and outlines come from; without it, the bundled one."""


def write(results: Results, folder: Path) -> list[Path]:
    """Write ``index.html`` of a finished build; with a baseline, who holds what is its overlay."""
    settings, path = results.settings, folder / FILE
    control = control_overlay(results) if settings.baseline else None
    write_text(path, page(results, tiles=settings.tiles, control=control, lang=settings.interface))
    return [path]


def write_map(
    events: Sequence[Event],
    path: Path,
    *,
    tiles: bool = True,
    control: Mapping[str, Any] | None = None,
    lang: str = "en",
    title: str | None = None,
    **facts: Unpack[Facts],
) -> None:
    """Write the map of ``events`` as one HTML file.

    Parameters
    ----------
    events
        What is shown; those without a place are listed beside the map.
    path
        File to write.
    tiles
        Offer OpenStreetMap tiles in the layer control; they load only when the reader turns them on.
    control
        GeoJSON FeatureCollection of who holds what, its features with a ``date``; see ``map.control``.
    lang
        Language the page opens in, ``en`` or ``uk``; the reader can change it.
    title
        Heading of the page; None takes the usual one in the reader's language.
    **facts
        What the page tells about the run: see ``Facts``.
    """
    write_text(path, page(_results(events, facts), tiles=tiles, control=control, lang=lang, title=title))


def folium_map(
    events: Sequence[Event],
    *,
    tiles: bool = True,
    control: Mapping[str, Any] | None = None,
    lang: str = "en",
    title: str | None = None,
    **facts: Unpack[Facts],
) -> folium.Map:
    """Return the map of ``events`` as a ``folium.Map``: it shows itself in Jupyter and takes further layers.

    Parameters
    ----------
    events, tiles, control, lang, title, **facts
        As in ``write_map``.
    """
    with counted_ids():
        return _event_map(_results(events, facts), tiles=tiles, control=control, lang=lang, title=title)


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


def _results(events: Sequence[Event], facts: Facts) -> Results:
    return Results(
        events=events,
        reports=(),
        articles=facts.get("articles", ()),
        skipped=facts.get("skipped", ()),
        unresolved=facts.get("unresolved", ()),
        gazetteer=facts.get("gazetteer") or load_gazetteer(),
        input_hash=facts.get("input_hash") or content_id(*(e.id for e in events)),
    )
