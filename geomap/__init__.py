"""geomap reads news articles about the war in Ukraine and makes maps an analyst can stand behind.

The verbs, in the order data flows:

=================  ===================================================================
``read``           files, folders, feeds → articles
``extract``        articles → reports (what, where, when, who says so)
``merge``          reports → events
``build``          paths → store, map and every other output in a folder
``read_events``    the outputs of a build → a GeoDataFrame
``folium_map``     events → a ``folium.Map``
``find_place``     a name → what the gazetteer knows
``evaluate``       a gold file → how well reports agree with people
=================  ===================================================================
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from geomap.export.frames import read_events
    from geomap.export.html import folium_map
    from geomap.merge import merge
    from geomap.models import Article, Event, Place, Report
    from geomap.pipeline import build, evaluate, extract
    from geomap.places.doors.query import look_up as find_place
    from geomap.read import read

__all__ = [
    "Article",
    "Event",
    "Place",
    "Report",
    "build",
    "evaluate",
    "extract",
    "find_place",
    "folium_map",
    "merge",
    "read",
    "read_events",
]

# Where each verb lives: imported on first use, so that `import geomap` and the command start fast.
_HOMES = {
    "Article": "geomap.models",
    "Event": "geomap.models",
    "Place": "geomap.models",
    "Report": "geomap.models",
    "build": "geomap.pipeline",
    "evaluate": "geomap.pipeline",
    "extract": "geomap.pipeline",
    "find_place": "geomap.places.doors.query:look_up",
    "folium_map": "geomap.export.html",
    "merge": "geomap.merge",
    "read": "geomap.read",
    "read_events": "geomap.export.frames",
}


def __getattr__(name: str) -> Any:
    """Import a verb when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    return getattr(import_module(module), attribute or name)
