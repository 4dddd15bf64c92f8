"""The Folium map that carries the page.

Folium writes the map's own script and the layers a caller adds; everything else (styles, scripts, data) is
put in place of tokens after Folium has rendered, so that no article text ever passes through a template.
"""

from __future__ import annotations

import html
import re
from typing import Any, NamedTuple
from urllib.parse import quote

import folium
from branca.element import Element, Figure
from jinja2 import Template

from geomap.export.map import assets
from geomap.export.map.payload import Data
from geomap.export.map.safe import content_security_policy, safe_json
from geomap.export.map.words import words

TILE_URL = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
TILE_CREDIT = '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'
_TOKEN = re.compile("@@geomap:([a-z_]+)@@")
_OPENING = re.compile(r"<html[^>]*>", re.IGNORECASE)
_POPUP_NEEDS = """window.$ = window.$ || function (markup) {
  const box = document.createElement("template");
  box.innerHTML = String(markup).trim();
  return [box.content.firstElementChild];
};"""


class Frame(NamedTuple):
    """What stands around the data: language, title, whether tiles are offered."""

    lang: str
    title: str
    tiles: bool


class PageFigure(Figure):
    """A branca figure whose rendered page is finished by putting the page's parts in place of the tokens."""

    def __init__(self, event_map: EventMap, data: Data, frame: Frame) -> None:
        super().__init__(ratio="70%")
        self._data, self._frame, self.event_map = data, frame, event_map
        self.add_child(event_map)

    def render(self, **kwargs: Any) -> str:
        """Return the whole page."""
        rendered = str(super().render(**kwargs))
        foreign = any(layer not in self.event_map.own_layers for layer in self.event_map._children.values())
        parts = _parts(self._data, self._frame, foreign=foreign)
        page = _TOKEN.sub(lambda match: parts[match[1]], rendered)
        page = _OPENING.sub(f'<html lang="{html.escape(self._frame.lang)}">', page, count=1)
        hosts = ("https://tile.openstreetmap.org",) if self._frame.tiles else ()
        beside = self._data.details is None
        policy = content_security_policy(page, image_hosts=hosts, foreign=foreign, beside=beside)
        return page.replace("@@policy@@", policy, 1)


class EventMap(folium.Map):
    """A ``folium.Map`` with the event page around it; further Folium layers may be added as usual."""

    default_js: list[tuple[str, str]] = []  # noqa: RUF012  (Folium's own names; nothing is loaded)
    default_css: list[tuple[str, str]] = []  # noqa: RUF012
    _template = Template("""
        {% macro header(this, kwargs) %}
            <meta http-equiv="Content-Security-Policy" content="@@geomap:policy@@">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer-when-downgrade">
            <title>@@geomap:title@@</title>
            <style>@@geomap:leaflet_css@@</style>
            <style>@@geomap:page_css@@</style>
            <script>@@geomap:leaflet_js@@</script>
            <script>@@geomap:page_js@@</script>
            @@geomap:columns@@
            @@geomap:further@@
        {% endmacro %}
        {% macro html(this, kwargs) %}
            @@geomap:before_map@@
            <div class="folium-map" id={{ this.get_name()|tojson }}></div>
            @@geomap:after_map@@
            <script type="application/json" id="geomap-core">@@geomap:core@@</script>
            <script type="application/json" id="geomap-details">@@geomap:details@@</script>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            var {{ this.get_name() }} = L.map({{ this.get_name()|tojson }}, geomap.mapOptions());
            geomap.start({{ this.get_name() }});
        {% endmacro %}
    """)

    def __init__(self, data: Data, frame: Frame) -> None:
        super().__init__(location=(48.5, 35.0), zoom_start=6, tiles=None)
        self.own_layers: list[Element] = []
        PageFigure(self, data, frame)
        if frame.tiles:
            self._offer_tiles(words(frame.lang)["tiles_name"])

    def _offer_tiles(self, name: str) -> None:
        tiles = folium.TileLayer(TILE_URL, attr=TILE_CREDIT, name=name, overlay=True, show=False, max_zoom=19)
        layers = folium.LayerControl(position="topleft", collapsed=True)
        self.own_layers = [tiles, layers]
        for layer in self.own_layers:
            self.add_child(layer)


def _parts(data: Data, frame: Frame, *, foreign: bool) -> dict[str, str]:
    before, after = assets.page_html().split("<!-- map -->")
    return {
        "policy": "@@policy@@",
        "title": html.escape(frame.title),
        "leaflet_css": assets.leaflet_css(),
        "page_css": assets.page_css(),
        "leaflet_js": assets.leaflet_js(),
        "page_js": assets.page_js(),
        "columns": _columns_script(data.core),
        "further": f"<script>{_POPUP_NEEDS}</script>" if foreign else "",
        "before_map": before,
        "after_map": after,
        "core": safe_json(data.core),
        "details": safe_json(data.details),
    }


def _columns_script(core: dict[str, Any]) -> str:
    """Return what loads the columns of a page in parts before the page is made."""
    parts = core.get("parts")
    if not parts:
        return ""
    address = quote(f"{parts['folder']}/{parts['columns']}.js")
    return f'<script src="{address}"></script>'
