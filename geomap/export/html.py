"""The map page: ``index.html``, made through Folium, that needs no internet.

Up to ``ONE_FILE`` events it is one file. Of more events it carries what the map, the filters and the clock
need, and their quotes and reasons lie in parts in a folder beside it (``index-parts``): see ``map.parts``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypedDict, Unpack

from geomap.export.control import overlay as control_overlay
from geomap.export.map.details import details
from geomap.export.map.ids import counted_ids
from geomap.export.map.parts import names_of, remove_other_parts, write_parts
from geomap.export.map.payload import Data, Look, core, reading_order
from geomap.export.map.words import words
from geomap.export.results import Results
from geomap.models import Article, Event, Skipped, Unresolved, content_id
from geomap.places.gazetteer import load_gazetteer
from geomap.store.atomic import write_text

if TYPE_CHECKING:
    import folium

    from geomap.places.gazetteer import Gazetteer

FILE = "index.html"
ONE_FILE = 200_000  # events in one file: some 40 MB, painted in less than two seconds


class Facts(TypedDict, total=False):
    """What a map tells about the run that made it; all may be left out."""

    articles: Sequence[Article]
    skipped: Sequence[Skipped]
    unresolved: Sequence[Unresolved]
    input_hash: str
    """Stands for the time of the build; without it, a hash of the events."""
    gazetteer: Gazetteer
    """Where places and outlines come from; without it, the bundled one."""


def write(results: Results, folder: Path, *, one_file: int = ONE_FILE) -> list[Path]:
    """Write ``index.html`` of a finished build; with a baseline, who holds what is its overlay.

    Of more than ``one_file`` events, the folder of parts is the second path returned.
    """
    settings = results.settings
    control = control_overlay(results) if settings.baseline else None
    look = Look(lang=settings.interface, tiles=settings.tiles, control=control)
    return _write(results, folder / FILE, look, one_file)


def write_map(
    events: Sequence[Event],
    path: Path,
    *,
    tiles: bool = True,
    control: Mapping[str, Any] | None = None,
    lang: str = "en",
    title: str | None = None,
    one_file: int = ONE_FILE,
    **facts: Unpack[Facts],
) -> None:
    """Write the map of ``events`` as an HTML file.

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
    one_file
        Most events of a page in one file; with more, quotes and reasons lie in a folder beside it, named as
        the file with ``-parts``, that must be copied together with it.
    **facts
        What the page tells about the run: see ``Facts``.
    """
    look = Look(lang=lang, tiles=tiles, title=title or "", control=control)
    _write(_results(events, facts), path, look, one_file)


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
    look = Look(lang=lang, tiles=tiles, title=title or "", control=control)
    with counted_ids():
        return _event_map(_whole(_results(events, facts), look), look)


def _write(results: Results, path: Path, look: Look, one_file: int) -> list[Path]:
    """Write the parts first, then the page that names them, then remove parts of earlier pages."""
    parts = path.with_name(f"{path.stem}-parts")
    large = len(results.events) > one_file
    data = _in_parts(results, look, parts) if large else _whole(results, look)
    write_text(path, _rendered(data, look))
    remove_other_parts(parts, names_of(data.core))
    return [path, parts] if large else [path]


def _whole(results: Results, look: Look) -> Data:
    events = reading_order(results.events)
    return Data(core(results, events, look), details(events))


def _in_parts(results: Results, look: Look, folder: Path) -> Data:
    events = reading_order(results.events)
    return Data(write_parts(core(results, events, look), events, folder), None)


def _rendered(data: Data, look: Look) -> str:
    with counted_ids():
        return str(_event_map(data, look).get_root().render())


def _event_map(data: Data, look: Look) -> folium.Map:
    from geomap.export.map.page import EventMap, Frame

    return EventMap(data, Frame(look.lang, look.title or words(look.lang)["title"], look.tiles))


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
